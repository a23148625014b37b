package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;
import java.util.List;

/**
 * The gradient of the first result y of {@link Normalize} or {@link RmsNormalize}, from its cotangent g, y, and the
 * variance or mean square v. With r = 1/√(v + ε) and means along the axes it is r·(g − mean g − y·mean(g·y)), for {@link
 * RmsNormalize} without mean g. Second derivatives go through its decomposition.
 *
 * @param axes the axes, ascending
 * @param eps ε
 * @param centred whether the mean had been subtracted
 */
public record NormalizeGrad(List<Integer> axes, double eps, boolean centred) implements Composite {
    private static final Formula CENTRED =
            Formula.of("normalizeGrad", Formula.Typing.FLOATING, 5, 0, (x, s) -> x[0].sub(x[4])
                    .sub(x[1].mul(x[2]))
                    .mul(x[3]));
    private static final Formula PLAIN =
            Formula.of("normalizeGrad", Formula.Typing.FLOATING, 4, 0, (x, s) -> x[0].sub(x[1].mul(x[2]))
                    .mul(x[3]));

    /**
     * Returns the axes as an array.
     *
     * @return a new array
     */
    public int[] axisArray() {
        return Normalize.ints(axes);
    }

    @Override
    public String name() {
        return "normalizeGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        if (!inputs[0].shape().equals(inputs[1].shape())
                || !inputs[2].shape().equals(Reduce.reduced(inputs[1].shape(), axes, true))) {
            throw new ShapeException(name() + ": " + inputs[0].describe() + ", " + inputs[1].describe() + " and "
                    + inputs[2].describe() + " do not fit");
        }
        return Softmax.likeFloating(name(), inputs[1]);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[1].dtype();
        DType compute = type.compute();
        Tensor g = inputs[0].to(compute);
        Tensor y = inputs[1].to(compute);
        double n = Normalize.count(axes, y.shape());
        Tensor r = inputs[2].add(eps).rsqrt();
        Tensor along = Elementwise.sumOf(Formulas.MUL, axes, true, g, y).div(n);
        Tensor gradient = centred
                ? Elementwise.applyTo(CENTRED, g, y, along, r, g.mean(true, axisArray()))
                : Elementwise.applyTo(PLAIN, g, y, along, r);
        return new Tensor[] {gradient.to(type)};
    }
}
