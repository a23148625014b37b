package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;
import java.util.List;

/**
 * x / √(s + ε) with s the mean of x² along some axes; the further result is s, with size 1 along those axes and of the
 * compute type. {@link Normalize} without a mean.
 *
 * @param axes the axes, ascending
 * @param eps ε
 */
public record RmsNormalize(List<Integer> axes, double eps) implements Composite {
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
        return "rmsNormalize";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec x = Softmax.likeFloating(name(), inputs[0])[0];
        return new TensorSpec[] {x, TensorSpec.of(x.dtype().compute(), Reduce.reduced(x.shape(), axes, true))};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[0].dtype();
        Tensor x = inputs[0].to(type.compute());
        Tensor square = Elementwise.sumOf(Formulas.SQUARE, axes, true, x).div(Normalize.count(axes, x.shape()));
        return new Tensor[] {x.mul(square.add(eps).rsqrt()).to(type), square};
    }
}
