package io.github.autograd4j.cpu;

import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.View;

/** Small calculations on axes. */
final class Axes {
    private Axes() {}

    /** The axes below {@code count}. */
    static int[] first(int count) {
        int[] axes = new int[count];
        for (int i = 0; i < count; i++) {
            axes[i] = i;
        }
        return axes;
    }

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

    /** Some axes, others, and some axes of a third list. */
    static int[] concat(int[] a, int from, int to, int[] b, int[] c, int cFrom, int cTo) {
        int[] all = new int[to - from + b.length + cTo - cFrom];
        System.arraycopy(a, from, all, 0, to - from);
        System.arraycopy(b, 0, all, to - from, b.length);
        System.arraycopy(c, cFrom, all, to - from + b.length, cTo - cFrom);
        return all;
    }

    /** The view with the stride of one axis set to 0. */
    static View still(View view, int axis, Shape shape) {
        long[] strides = view.strides();
        strides[axis] = 0;
        return view.strided(shape, strides, view.offset());
    }
}
