package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.PointwiseSource;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * The axes of several views of one shape, merged where they lie one after the other in all of them; innermost first.
 * Written anew for each launch, by the thread that holds the device's lock.
 */
final class MergedAxes {
    private long[] sizes = new long[Backend.MAX_RANK];
    private long[][] strides = new long[8][Backend.MAX_RANK];
    private int views;
    private int rank;
    private long numel;

    /** Begins with the axes of the first views, possibly none. */
    void of(View[] inputs, View[] outputs) {
        views = inputs.length + outputs.length;
        if (strides.length < views) {
            strides = new long[views][Backend.MAX_RANK];
        }
        View shape = outputs[0];
        numel = shape.numel();
        rank = 0;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            long size = shape.dim(axis);
            if (size != 1) {
                add(size, axis, inputs, outputs);
            }
        }
        if (rank == 0) {
            sizes[0] = 1;
            for (int k = 0; k < views; k++) {
                strides[k][0] = 1;
            }
            rank = 1;
        }
    }

    private static View view(int k, View[] inputs, View[] outputs) {
        return k < inputs.length ? inputs[k] : outputs[k - inputs.length];
    }

    private void add(long size, int axis, View[] inputs, View[] outputs) {
        boolean merges = rank > 0;
        for (int k = 0; k < views; k++) {
            long stride = view(k, inputs, outputs).stride(axis);
            strides[k][rank] = stride;
            merges = merges && stride == strides[k][rank - 1] * sizes[rank - 1];
        }
        if (merges) {
            sizes[rank - 1] *= size;
        } else {
            sizes[rank++] = size;
        }
    }

    int rank() {
        return rank;
    }

    /** Whether all elements of each view lie one after the other. */
    boolean contiguous() {
        if (rank != 1) {
            return false;
        }
        for (int k = 0; k < views; k++) {
            if (strides[k][0] != 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether the number of elements and all offsets leave room in 32 bits. */
    boolean isNarrow() {
        long most = numel;
        for (int k = 0; k < views; k++) {
            long last = 0;
            for (int d = 0; d < rank; d++) {
                last += (sizes[d] - 1) * strides[k][d];
            }
            most = Math.max(most, last);
        }
        return IndexWidth.isNarrow(most);
    }

    /**
     * Whether so many neighbours along the innermost axis can be taken in one access in every view, or are the same
     * element.
     */
    boolean takes(int width, View[] inputs, View[] outputs) {
        if (sizes[0] % width != 0 && !contiguous()) {
            return false;
        }
        for (int k = 0; k < views; k++) {
            if (strides[k][0] == 0) {
                if (k >= PointwiseSource.MAY_STAY) {
                    return false;
                }
                continue;
            }
            View view = view(k, inputs, outputs);
            if (strides[k][0] != 1
                    || CudaBuffer.address(view) % ((long) width * view.dtype().byteSize()) != 0) {
                return false;
            }
            for (int d = 1; d < rank; d++) {
                if (strides[k][d] % width != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The size of the struct {@code Strided}. */
    int bytes(int ranks, boolean wide) {
        int index = wide ? Long.BYTES : Integer.BYTES;
        return ranks * (index + 8 + views * index) + 8;
    }

    /**
     * Writes the struct {@code Strided} of {@code strided.cuh}.
     *
     * @param ranks RANK
     * @param width how many neighbours an item is
     */
    void write(LaunchArguments arguments, int ranks, int width, boolean wide) {
        arguments.struct();
        for (int d = 0; d < ranks; d++) {
            long size = d >= rank ? 1 : d == 0 ? sizes[0] / width : sizes[d];
            if (wide) {
                arguments.field64(size);
            } else {
                arguments.field32((int) size);
            }
            arguments.field32(wide ? 0 : Divisors.magic(size)).field32(Divisors.shift(size));
        }
        int still = 0;
        for (int k = 0; k < views; k++) {
            for (int d = 0; d < ranks; d++) {
                long stride = d >= rank ? 0 : d == 0 ? strides[k][0] * width : strides[k][d];
                if (wide) {
                    arguments.field64(stride);
                } else {
                    arguments.field32((int) stride);
                }
            }
            still |= strides[k][0] == 0 && k < PointwiseSource.MAY_STAY ? 1 << k : 0;
        }
        arguments.field32(rank).field32(still);
    }

    /** The items of a launch. */
    long items(int width) {
        return numel / width;
    }
}
