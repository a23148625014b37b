package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.TensorSpec;
import java.util.List;

/**
 * The numbers of a convolution or pooling over one or two axes, for the kernels of backends; over one axis it is one
 * over two of which the first has size 1.
 *
 * @param batch images
 * @param groups independent parts of the channels
 * @param in channels of the image for each group
 * @param out channels of the result for each group
 * @param rows the first axis
 * @param columns the second axis
 */
public record ConvShape(int batch, int groups, int in, int out, Axis rows, Axis columns) {
    /**
     * What a convolution has along one axis.
     *
     * @param image the image's size
     * @param kernel the window's size
     * @param windows how many windows there are
     * @param stride the distance between windows
     * @param padding what is added on both sides
     * @param dilation the distance between positions in the window
     */
    public record Axis(int image, int kernel, int windows, int stride, int padding, int dilation) {
        private static final Axis SINGLE = new Axis(1, 1, 1, 1, 0, 1);

        /**
         * Returns the image's size with its padding.
         *
         * @return the size
         */
        public int padded() {
            return image + 2 * padding;
        }

        /** Whether every window has a position outside the padding. */
        private boolean seesImage() {
            for (int window = 0, start = -padding; window < windows && start < 0; window++, start += stride) {
                long steps = (-start + dilation - 1) / dilation;
                if (steps >= kernel || start + steps * dilation >= image) {
                    return false;
                }
            }
            return (windows - 1) * stride - padding < image;
        }

        private Axis adjoint() {
            return new Axis(windows, kernel, image, 1, dilation * (kernel - 1) - padding, dilation);
        }
    }

    /**
     * Returns the numbers of a convolution.
     *
     * @param op the operation
     * @param image the image, [batch, groups · in, …]
     * @param weights the weights, [groups · out, in, …]
     * @return the numbers, or null if there are more than two axes
     */
    public static ConvShape of(Conv op, TensorSpec image, TensorSpec weights) {
        return of(op.geometry(), op.groups(), image.shape(), weights.shape());
    }

    /**
     * Returns the numbers of the convolution whose gradient this is.
     *
     * @param op the operation
     * @param cotangent the cotangent, [batch, groups · out, …]
     * @param weights the weights, [groups · out, in, …]
     * @return the numbers, or null if there are more than two axes
     */
    public static ConvShape of(ConvInputGrad op, TensorSpec cotangent, TensorSpec weights) {
        Shape image = shape(cotangent.shape().dim(0), weights.shape().dim(1) * op.groups(), op.size());
        return of(op.geometry(), op.groups(), image, weights.shape());
    }

    /**
     * Returns the numbers of the convolution whose gradient this is.
     *
     * @param op the operation
     * @param image the image, [batch, groups · in, …]
     * @param cotangent the cotangent, [batch, groups · out, …]
     * @return the numbers, or null if there are more than two axes
     */
    public static ConvShape of(ConvWeightGrad op, TensorSpec image, TensorSpec cotangent) {
        Shape weights = shape(cotangent.shape().dim(1), image.shape().dim(1) / op.groups(), op.kernel());
        return of(op.geometry(), op.groups(), image.shape(), weights);
    }

    /**
     * Returns the numbers of a pooling, whose windows see one channel each.
     *
     * @param op the operation
     * @param image the image, [batch, channels, …]
     * @return the numbers, or null if there are more than two axes
     */
    public static ConvShape of(MaxPool op, TensorSpec image) {
        return of(op, image.shape());
    }

    /**
     * Returns the numbers of the pooling whose gradient this is.
     *
     * @param op the operation
     * @return the numbers, or null if there are more than two axes
     */
    public static ConvShape of(MaxPoolGrad op) {
        return of(op.of(), op.image());
    }

    private static ConvShape of(MaxPool op, Shape image) {
        long channels = image.dim(1);
        return of(op.geometry(), 1, image, shape(channels, channels, op.kernel()));
    }

    private static Shape shape(long first, long second, List<Long> spatial) {
        long[] dims = new long[spatial.size() + 2];
        dims[0] = first;
        dims[1] = second;
        for (int i = 0; i < spatial.size(); i++) {
            dims[i + 2] = spatial.get(i);
        }
        return Shape.of(dims);
    }

    private static ConvShape of(Geometry geometry, int groups, Shape image, Shape weights) {
        int axes = geometry.axes();
        if (axes > 2) {
            return null;
        }
        return new ConvShape(
                (int) image.dim(0),
                groups,
                (int) weights.dim(1),
                (int) weights.dim(0) / groups,
                axes == 1 ? Axis.SINGLE : axis(geometry, 0, image, weights),
                axis(geometry, axes - 1, image, weights));
    }

    private static Axis axis(Geometry geometry, int i, Shape image, Shape weights) {
        long size = image.dim(i + 2);
        long kernel = weights.dim(i + 2);
        return new Axis(
                (int) size,
                (int) kernel,
                (int) geometry.windows(i, size, kernel),
                geometry.stride().get(i),
                geometry.padding().get(i),
                geometry.dilation().get(i));
    }

    /**
     * Returns the positions in the window.
     *
     * @return how many
     */
    public int taps() {
        return rows.kernel * columns.kernel;
    }

    /**
     * Returns the length of a weight: channels times positions.
     *
     * @return the length
     */
    public int depth() {
        return in * taps();
    }

    /**
     * Returns the number of windows on an image.
     *
     * @return how many
     */
    public int windows() {
        return rows.windows * columns.windows;
    }

    /**
     * Tells whether every window has a position outside the padding.
     *
     * @return false if a window sees nothing of the image
     */
    public boolean seesImage() {
        return rows.seesImage() && columns.seesImage();
    }

    /**
     * Tells whether there is a window at each position.
     *
     * @return true if both strides are 1
     */
    public boolean dense() {
        return rows.stride == 1 && columns.stride == 1;
    }

    /**
     * Returns the convolution that takes the cotangent to the image: stride 1, the window turned around, as much padding
     * as makes the sizes fit, which may be negative. Only if this one is {@linkplain #dense dense}.
     *
     * @return its numbers
     */
    public ConvShape adjoint() {
        return new ConvShape(batch, groups, out, in, rows.adjoint(), columns.adjoint());
    }
}
