package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;

/** Small calculations on axes. */
final class Axes {
    private Axes() {}

    /** The axes below {@code rank} that are not in {@code axes}, which ascend. */
    static int[] without(int rank, int... axes) {
        int[] rest = new int[rank - axes.length];
        int at = 0;
        int next = 0;
        for (int i = 0; i < rank; i++) {
            if (next < axes.length && axes[next] == i) {
                next++;
            } else {
                rest[at++] = i;
            }
        }
        return rest;
    }

    /** The output of a reduction, with an axis of stride 0 for each that was reduced. */
    static View expandReduced(View output, View input, int... axes) {
        long[] strides = new long[input.rank()];
        int next = 0;
        int from = 0;
        for (int i = 0; i < strides.length; i++) {
            if (next < axes.length && axes[next] == i) {
                next++;
            } else {
                strides[i] = output.stride(from++);
            }
        }
        return output.strided(input.shape(), strides, output.offset());
    }

    /** The view with the stride of one axis set to 0. */
    static View still(View view, int axis, io.github.autograd4j.Shape shape) {
        long[] strides = view.strides();
        strides[axis] = 0;
        return view.strided(shape, strides, view.offset());
    }
}
