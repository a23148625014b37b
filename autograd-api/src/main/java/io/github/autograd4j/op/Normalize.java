package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import java.util.List;

/**
 * (x − mean) / √(variance + ε) with the mean and the biased variance along some axes; further results are the mean and
 * that variance, with size 1 along those axes and of the compute type. The core of batch, layer, group and instance norm.
 *
 * @param axes the axes, ascending
 * @param eps ε
 */
public record Normalize(List<Integer> axes, double eps) implements Composite {
    @Override
    public String name() {
        return "normalize";
    }

    /**
     * Returns the axes as an array.
     *
     * @return a new array
     */
    public int[] axisArray() {
        return ints(axes);
    }

    static int[] ints(List<Integer> axes) {
        return Axes.array(axes);
    }

    /**
     * Counts what a mean along some axes is made of.
     *
     * @param axes the axes
     * @param shape a shape
     * @return the product of the sizes of the axes
     */
    public static double count(List<Integer> axes, Shape shape) {
        double n = 1;
        for (int axis : axes) {
            n *= shape.dim(axis);
        }
        return n;
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec x = Softmax.likeFloating(name(), inputs[0])[0];
        TensorSpec statistic = TensorSpec.of(x.dtype().compute(), Reduce.reduced(x.shape(), axes, true));
        return new TensorSpec[] {x, statistic, statistic};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[0].dtype();
        Tensor x = inputs[0].to(type.compute()); // half types overflow in the sum of squares
        Tensor mean = x.mean(true, axisArray());
        Tensor variance = x.var(0, true, axisArray());
        return new Tensor[] {x.sub(mean).mul(variance.add(eps).rsqrt()).to(type), mean, variance};
    }
}
