package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;
import java.util.List;

/**
 * The gradient of {@link Softmax}, y·(g − Σ g·y), or of {@link LogSoftmax}, g − eʸ·Σ g, from the cotangent g and the
 * result y. Second derivatives go through its decomposition.
 *
 * @param axis the axis
 * @param log whether of the logarithm
 */
public record SoftmaxGrad(int axis, boolean log) implements Composite {
    private static final Formula PLAIN =
            Formula.of("softmaxGrad", Formula.Typing.FLOATING, 3, 0, (x, s) -> x[1].mul(x[0].sub(x[2])));
    private static final Formula LOG = Formula.of(
            "logSoftmaxGrad",
            Formula.Typing.FLOATING,
            3,
            0,
            (x, s) -> x[0].sub(x[1].apply(ScalarOp.EXP).mul(x[2])));

    @Override
    public String name() {
        return log ? "logSoftmaxGrad" : "softmaxGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        if (!inputs[0].shape().equals(inputs[1].shape())) {
            throw new ShapeException(
                    name() + ": " + inputs[0].describe() + " and " + inputs[1].describe() + " do not fit");
        }
        return Softmax.likeFloating(name(), inputs[1]);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[1].dtype();
        Tensor g = inputs[0].to(type.compute());
        Tensor y = inputs[1].to(type.compute());
        Tensor sum = log ? g.sum(true, axis) : Elementwise.sumOf(Formulas.MUL, List.of(axis), true, g, y);
        return new Tensor[] {Elementwise.apply(log ? LOG : PLAIN, g, y, sum).to(type)};
    }
}
