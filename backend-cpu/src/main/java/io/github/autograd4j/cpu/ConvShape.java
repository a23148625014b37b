package io.github.autograd4j.cpu;

import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Geometry;

/**
 * The numbers of a convolution over one or two axes; over one axis it is one over two of which the first has size 1.
 *
 * @param batch images
 * @param groups independent parts of the channels
 * @param in channels of the image for each group
 * @param out channels of the result for each group
 */
record ConvShape(int batch, int groups, int in, int out, ConvAxis rows, ConvAxis columns) {
    /** What a convolution has along one axis. */
    record ConvAxis(int image, int kernel, int windows, int stride, int padding, int dilation) {
        private static final ConvAxis SINGLE = new ConvAxis(1, 1, 1, 1, 0, 1);

        int padded() {
            return image + 2 * padding;
        }
    }

    /** The numbers, or null if there are more than two axes. */
    static ConvShape of(Geometry geometry, int groups, Shape image, Shape weights) {
        int axes = geometry.axes();
        if (axes > 2) {
            return null;
        }
        return new ConvShape(
                (int) image.dim(0),
                groups,
                (int) weights.dim(1),
                (int) weights.dim(0) / groups,
                axes == 1 ? ConvAxis.SINGLE : axis(geometry, 0, image, weights),
                axis(geometry, axes - 1, image, weights));
    }

    private static ConvAxis axis(Geometry geometry, int i, Shape image, Shape weights) {
        long size = image.dim(i + 2);
        long kernel = weights.dim(i + 2);
        return new ConvAxis(
                (int) size,
                (int) kernel,
                (int) geometry.windows(i, size, kernel),
                geometry.stride().get(i),
                geometry.padding().get(i),
                geometry.dilation().get(i));
    }

    /** The positions in the window. */
    int taps() {
        return rows.kernel * columns.kernel;
    }

    /** The length of a weight: channels times positions. */
    int depth() {
        return in * taps();
    }

    int windows() {
        return rows.windows * columns.windows;
    }

    boolean dense() {
        return rows.stride == 1 && columns.stride == 1;
    }

    /**
     * The convolution that takes the cotangent to the image: stride 1, the window turned around, as much padding as makes
     * the sizes fit, which may be negative. Only if this one is dense.
     */
    ConvShape adjoint() {
        return new ConvShape(batch, groups, out, in, adjoint(rows), adjoint(columns));
    }

    private static ConvAxis adjoint(ConvAxis a) {
        int padding = a.dilation * (a.kernel - 1) - a.padding;
        return new ConvAxis(a.windows, a.kernel, a.image, 1, padding, a.dilation);
    }
}
