package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;

/** Windows that slide along axes, with gaps between their positions; and the way back. */
public final class Windows {
    private Windows() {}

    /**
     * Slides a window along an axis; its positions become a new last axis.
     *
     * @param x the tensor
     * @param axis the axis
     * @param size the number of positions in the window
     * @param step the distance between windows
     * @param dilation the distance between positions
     * @return a view
     */
    public static Tensor unfold(Tensor x, int axis, long size, long step, long dilation) {
        Tensor windows = x.unfold(axis, dilation * (size - 1) + 1, step);
        return dilation == 1 ? windows : windows.slice(-1, 0, windows.size(-1), dilation);
    }

    /**
     * Adds windows up where they overlap: the adjoint of {@link #unfold}. Each position in the window is a slice of its
     * own.
     *
     * @param windows the windows, their positions along the last axis
     * @param axis the axis along which they slide
     * @param length the size of that axis in the result
     * @param step the distance between windows
     * @param dilation the distance between positions
     * @return the sums
     */
    public static Tensor fold(Tensor windows, int axis, long length, long step, long dilation) {
        long[] dims = java.util.Arrays.copyOf(windows.shape().toArray(), windows.rank() - 1);
        long count = dims[axis];
        dims[axis] = length;
        Shape shape = Shape.of(dims);
        Tensor sum = null;
        for (long k = 0; k < windows.size(-1); k++) {
            Slice place = new Slice(axis, k * dilation, count, step);
            Tensor part = Dispatcher.apply(new Embed(place, shape, 0), windows.select(-1, k));
            sum = sum == null ? part : sum.add(part);
        }
        return sum;
    }
}
