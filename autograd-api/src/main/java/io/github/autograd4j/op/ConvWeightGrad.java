package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import java.util.List;

/**
 * The gradient of {@link Conv} with respect to the weights, from the image and the cotangent [batch, out, …].
 *
 * @param geometry how the windows lie on the image
 * @param groups into how many independent parts the channels fall
 * @param kernel the weights' spatial sizes
 */
public record ConvWeightGrad(Geometry geometry, int groups, List<Long> kernel) implements Composite {
    @Override
    public String name() {
        return "conv" + geometry.axes() + "dWeight";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec x = inputs[0];
        TensorSpec g = inputs[1];
        Conv.check(name(), x, g);
        Shape expected = geometry.output(name(), x.shape(), sizes(), g.shape().dim(1));
        if (!expected.equals(g.shape())
                || x.shape().dim(1) % groups != 0
                || g.shape().dim(1) % groups != 0) {
            throw new ShapeException(
                    name() + ": windows on " + x.describe() + " do not give " + g.describe() + ", groups " + groups);
        }
        long[] dims = new long[kernel.size() + 2];
        dims[0] = g.shape().dim(1);
        dims[1] = x.shape().dim(1) / groups;
        System.arraycopy(sizes(), 0, dims, 2, kernel.size());
        return new TensorSpec[] {TensorSpec.of(x.dtype(), Shape.of(dims))};
    }

    private long[] sizes() {
        return kernel.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor columns = Conv.columns(geometry, groups, inputs[0], sizes());
        Tensor rows = Conv.toRows(inputs[1], groups);
        return new Tensor[] {rows.mT().matmul(columns).reshape(infer(inputs[0], inputs[1])[0].shape())};
    }
}
