package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * How windows lie on the trailing (spatial) axes of an image [batch, channels, …].
 *
 * @param stride the distance between windows, for each spatial axis
 * @param padding what is added on both sides
 * @param dilation the distance between positions in the window
 */
public record Geometry(List<Integer> stride, List<Integer> padding, List<Integer> dilation) {
    /**
     * Checks that the three describe the same axes and make sense.
     *
     * @param stride the distance between windows
     * @param padding what is added on both sides
     * @param dilation the distance between positions in the window
     */
    public Geometry {
        stride = List.copyOf(stride);
        padding = List.copyOf(padding);
        dilation = List.copyOf(dilation);
        if (stride.size() != padding.size() || stride.size() != dilation.size()) {
            throw new ShapeException("window: stride " + stride + ", padding " + padding + " and dilation " + dilation
                    + " differ in length");
        }
        if (Collections.min(stride) < 1 || Collections.min(dilation) < 1 || Collections.min(padding) < 0) {
            throw new ShapeException("window: stride " + stride + " and dilation " + dilation
                    + " must be at least 1, padding " + padding + " at least 0");
        }
    }

    /**
     * Returns the same for one or more axes alike.
     *
     * @param axes the number of spatial axes
     * @param stride the distance between windows
     * @param padding what is added on both sides
     * @param dilation the distance between positions
     * @return the geometry
     */
    public static Geometry of(int axes, int stride, int padding, int dilation) {
        return new Geometry(
                Collections.nCopies(axes, stride),
                Collections.nCopies(axes, padding),
                Collections.nCopies(axes, dilation));
    }

    /**
     * Returns the number of spatial axes.
     *
     * @return how many
     */
    public int axes() {
        return stride.size();
    }

    /**
     * Returns how many windows fit along an axis.
     *
     * @param axis the spatial axis, from 0
     * @param size the image's size along it
     * @param kernel the window's
     * @return ⌊(size + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1
     */
    public long windows(int axis, long size, long kernel) {
        long span = size + 2L * padding.get(axis) - (long) dilation.get(axis) * (kernel - 1) - 1;
        return span < 0 ? 0 : span / stride.get(axis) + 1;
    }

    /**
     * Returns the sizes of what windows on an image give.
     *
     * @param name the operation, for the message
     * @param image the image's shape
     * @param kernel the window's sizes
     * @param channels the number of channels of the result
     * @return [batch, channels, windows …]
     * @throws ShapeException if no window fits
     */
    Shape output(String name, Shape image, long[] kernel, long channels) {
        if (image.rank() != axes() + 2 || kernel.length != axes()) {
            throw new ShapeException(
                    name + ": expected [batch, channels and " + axes() + " spatial axes], got " + image);
        }
        long[] dims = image.toArray();
        dims[1] = channels;
        for (int i = 0; i < axes(); i++) {
            dims[i + 2] = windows(i, image.dim(i + 2), kernel[i]);
            if (dims[i + 2] < 1 || kernel[i] < 1) {
                throw new ShapeException(name + ": a window of " + java.util.Arrays.toString(kernel) + " with padding "
                        + padding + " and dilation " + dilation + " does not fit into " + image);
            }
        }
        return Shape.of(dims);
    }

    /**
     * Takes the windows of an image.
     *
     * @param x the image
     * @param kernel the window's sizes
     * @param outside the value of the padding
     * @return a view [batch, channels, windows …, kernel …]
     */
    Tensor unfold(Tensor x, long[] kernel, double outside) {
        Tensor windows = pad(x, outside);
        for (int i = 0; i < axes(); i++) {
            windows = Windows.unfold(windows, i + 2, kernel[i], stride.get(i), dilation.get(i));
        }
        return windows;
    }

    private Tensor pad(Tensor x, double outside) {
        long[] amounts = new long[2 * axes()];
        for (int i = 0; i < axes(); i++) {
            amounts[2 * (axes() - 1 - i)] = padding.get(i);
            amounts[2 * (axes() - 1 - i) + 1] = padding.get(i);
        }
        return Collections.max(padding) == 0 ? x : x.pad(outside, amounts);
    }

    /**
     * Adds windows up to an image: the adjoint of {@link #unfold}.
     *
     * @param windows [batch, channels, windows …, kernel …]
     * @param size the image's spatial sizes
     * @return the image [batch, channels, size …]
     */
    Tensor fold(Tensor windows, List<Long> size) {
        Tensor image = windows;
        for (int i = axes() - 1; i >= 0; i--) {
            int pad = padding.get(i);
            image = Windows.fold(image, i + 2, size.get(i) + 2L * pad, stride.get(i), dilation.get(i));
            if (pad > 0) {
                image = image.narrow(i + 2, pad, size.get(i));
            }
        }
        return image;
    }
}
