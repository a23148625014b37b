package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/**
 * One group's channels of one image at a time, with zeros around it (or its border cut off, where the padding is
 * negative): channel c, row i, column j lies at {@code offset + c · plane + i · pitch + j}. Without padding that is the
 * image itself, if its rows follow each other in memory.
 */
final class PaddedImage<T> {
    private final ConvShape shape;
    private final View image;
    private final Object source;
    private final boolean inPlace;

    final int plane;
    final int pitch;

    /** The array to read, after {@link #load}. */
    T array;

    /** Where the first channel begins in it. */
    int offset;

    private T buffer;

    /** A place for images of a view [batch, channels, …]. */
    PaddedImage(ConvShape shape, View image, Class<T> type) {
        this.shape = shape;
        this.image = image;
        source = CpuBuffer.array(image);
        boolean plain = shape.rows().padding() == 0 && shape.columns().padding() == 0;
        inPlace = plain && columnStride() == 1 && rowStride() == shape.columns().image();
        pitch = shape.columns().padded();
        plane = inPlace ? (int) image.stride(1) : shape.rows().padded() * pitch;
        if (inPlace) {
            array = type.cast(source);
        }
    }

    /** The elements of the buffer that {@link #load} needs; 0 if it needs none. */
    int bufferLength() {
        return inPlace ? 0 : shape.in() * plane;
    }

    /** Gives the buffer, which must hold zeros. */
    void use(T zeros) {
        buffer = zeros;
    }

    /** Whether what is loaded has neither infinities nor NaN; false also where its sum overflows. */
    boolean isFinite(BlockMath math) {
        double sum = 0;
        for (int c = 0; c < shape.in(); c++) {
            int length = shape.rows().padded() * pitch;
            sum += math.reduce(ReduceOp.SUM, image.dtype(), length, array, offset + c * plane);
        }
        return Double.isFinite(sum);
    }

    private int columnStride() {
        return shape.columns().image() == 1 ? 1 : (int) image.stride(image.rank() - 1);
    }

    private int rowStride() {
        return image.rank() == 3 || shape.rows().image() == 1 ? shape.columns().image() : (int) image.stride(2);
    }

    /** Makes a group's channels of an image readable. */
    void load(int index, int group) {
        int first = (int) (image.offset() + index * image.stride(0) + group * shape.in() * image.stride(1));
        if (inPlace) {
            offset = first;
            return;
        }
        array = buffer;
        offset = 0;
        int top = shape.rows().padding();
        int left = shape.columns().padding();
        int from = Math.max(0, -top);
        int to = Math.min(shape.rows().image(), shape.rows().image() + top);
        int skip = Math.max(0, -left);
        int length = shape.columns().image() + Math.min(0, 2 * left);
        for (int c = 0; c < shape.in(); c++) {
            for (int i = from; i < to; i++) {
                int at = first + c * (int) image.stride(1) + i * rowStride() + skip * columnStride();
                int toAt = c * plane + (i + top) * pitch + left + skip;
                Rows.copy(source, at, columnStride(), buffer, toAt, 1, length);
            }
        }
    }
}
