package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;

/**
 * Convolution (cross-correlation, as in PyTorch) of an image [batch, in, …] with weights [out, in / groups, …], without
 * bias. Its gradients {@link ConvInputGrad} and {@link ConvWeightGrad} are operations of their own; the three are each
 * other's derivatives.
 *
 * @param geometry how the windows lie
 * @param groups into how many independent parts the channels fall
 */
public record Conv(Geometry geometry, int groups) implements Composite {
    @Override
    public String name() {
        return "conv" + geometry.axes() + "d";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec x = inputs[0];
        TensorSpec w = inputs[1];
        check(name(), x, w);
        if (w.shape().rank() != geometry.axes() + 2
                || x.shape().rank() != w.shape().rank()
                || x.shape().dim(1) != w.shape().dim(1) * groups
                || w.shape().dim(0) % groups != 0) {
            throw new ShapeException(name() + ": channels do not fit: image " + x.describe() + ", weights "
                    + w.describe() + ", groups " + groups);
        }
        Shape shape =
                geometry.output(name(), x.shape(), spatial(w.shape()), w.shape().dim(0));
        return new TensorSpec[] {TensorSpec.of(x.dtype(), shape)};
    }

    static void check(String name, TensorSpec a, TensorSpec b) {
        if (a.dtype() != b.dtype() || !a.dtype().isFloating()) {
            throw new DTypeException(
                    name + ": expected one floating type, got " + a.describe() + " and " + b.describe());
        }
    }

    static long[] spatial(Shape shape) {
        return java.util.Arrays.copyOfRange(shape.toArray(), 2, shape.rank());
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0];
        Tensor w = inputs[1];
        Shape out = infer(x, w)[0].shape();
        Tensor columns = columns(geometry, groups, x, spatial(w.shape()));
        Tensor rows = w.reshape(groups, w.size(0) / groups, -1);
        return new Tensor[] {fromRows(columns.matmul(rows.mT()), out)};
    }

    /** The windows as the rows of a matrix for each group: [groups, batch · windows, in / groups · kernel]. */
    static Tensor columns(Geometry geometry, int groups, Tensor x, long[] kernel) {
        int n = geometry.axes();
        Tensor windows = geometry.unfold(x, kernel, 0).unflatten(1, groups, -1);
        // [batch, groups, in, windows …, kernel …] to [groups, batch, windows …, in, kernel …]
        int[] order = new int[3 + 2 * n];
        order[0] = 1;
        order[1] = 0;
        order[2 + n] = 2;
        for (int i = 0; i < n; i++) {
            order[2 + i] = 3 + i;
            order[3 + n + i] = 3 + n + i;
        }
        Tensor ordered = windows.permute(order);
        return ordered.flatten(2 + n, -1).flatten(1, 1 + n);
    }

    /** An image [batch, channels, …] as a matrix for each group: [groups, batch · positions, channels / groups]. */
    static Tensor toRows(Tensor image, int groups) {
        Tensor apart = image.unflatten(1, groups, -1).flatten(3, -1);
        return apart.permute(1, 0, 3, 2).flatten(1, 2);
    }

    /** The opposite of {@link #toRows}. */
    static Tensor fromRows(Tensor rows, Shape image) {
        long positions = 1;
        for (int i = 2; i < image.rank(); i++) {
            positions *= image.dim(i);
        }
        Tensor apart = rows.unflatten(1, image.dim(0), positions); // [groups, batch, positions, channels]
        return apart.permute(1, 0, 3, 2).reshape(image);
    }
}
