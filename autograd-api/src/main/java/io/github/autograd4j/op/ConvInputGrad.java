package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import java.util.List;

/**
 * The gradient of {@link Conv} with respect to the image, from the cotangent [batch, out, …] and the weights; also
 * known as transposed convolution.
 *
 * @param geometry how the windows lie on the image
 * @param groups into how many independent parts the channels fall
 * @param size the image's spatial sizes
 */
public record ConvInputGrad(Geometry geometry, int groups, List<Long> size) implements Composite {
    @Override
    public String name() {
        return "convTranspose" + geometry.axes() + "d";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec g = inputs[0];
        TensorSpec w = inputs[1];
        Conv.check(name(), g, w);
        if (w.shape().rank() != geometry.axes() + 2
                || g.shape().rank() != w.shape().rank()
                || g.shape().dim(1) != w.shape().dim(0)
                || w.shape().dim(0) % groups != 0) {
            throw new ShapeException(name() + ": channels do not fit: " + g.describe() + ", weights " + w.describe()
                    + ", groups " + groups);
        }
        long[] dims = new long[size.size() + 2];
        dims[0] = g.shape().dim(0);
        dims[1] = w.shape().dim(1) * groups;
        for (int i = 0; i < size.size(); i++) {
            dims[i + 2] = size.get(i);
        }
        Shape image = Shape.of(dims);
        if (!geometry.output(name(), image, Conv.spatial(w.shape()), g.shape().dim(1))
                .equals(g.shape())) {
            throw new ShapeException(name() + ": windows on " + image + " do not give " + g.describe());
        }
        return new TensorSpec[] {TensorSpec.of(g.dtype(), image)};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor g = inputs[0];
        Tensor w = inputs[1];
        int n = geometry.axes();
        Tensor columns = Conv.toRows(g, groups).matmul(w.reshape(groups, w.size(0) / groups, -1));
        // [groups, batch · windows, in · kernel] to [batch, groups · in, windows …, kernel …]
        long[] split = new long[2 + n + 1 + n];
        split[0] = groups;
        split[1] = g.size(0);
        split[2 + n] = w.size(1);
        for (int i = 0; i < n; i++) {
            split[2 + i] = g.size(2 + i);
            split[3 + n + i] = w.size(2 + i);
        }
        int[] order = new int[split.length];
        order[0] = 1;
        order[1] = 0;
        order[2] = 2 + n;
        for (int i = 0; i < n; i++) {
            order[3 + i] = 2 + i;
            order[3 + n + i] = 3 + n + i;
        }
        Tensor windows = columns.reshape(split).permute(order).flatten(1, 2);
        return new Tensor[] {geometry.fold(windows, size)};
    }
}
