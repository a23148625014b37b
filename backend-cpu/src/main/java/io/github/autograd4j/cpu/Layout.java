package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;
import java.util.Arrays;

/**
 * Several views of one shape, walked together in row-major order with as few axes as describe them all: axes of size 1
 * are gone, and neighbours are merged where every view allows it.
 */
final class Layout {
    private static final long[] NEXT = {1};

    private final int rank;
    private final long[] dims;
    private final long[][] strides;
    private final int[] offsets;
    private final long numel;

    private Layout(long[] dims, long[][] strides, int[] offsets, long numel) {
        this.rank = dims.length;
        this.dims = dims;
        this.strides = strides;
        this.offsets = offsets;
        this.numel = numel;
    }

    /** The layout of views of one shape, at least one. */
    static Layout of(View... views) {
        boolean contiguous = true;
        for (View view : views) {
            contiguous &= view.isContiguous();
        }
        return contiguous ? contiguous(views) : ofAxes(Axes.first(views[0].rank()), views);
    }

    private static Layout contiguous(View... views) {
        long[][] strides = new long[views.length][];
        int[] offsets = new int[views.length];
        for (int v = 0; v < views.length; v++) {
            strides[v] = NEXT;
            offsets[v] = (int) views[v].offset();
        }
        long numel = views[0].numel();
        return new Layout(new long[] {numel}, strides, offsets, numel);
    }

    /** The layout of some axes of views that agree in the size of these, at position 0 of the others. */
    static Layout ofAxes(int[] axes, View... views) {
        long[] dims = new long[Math.max(1, axes.length)];
        long[][] strides = new long[views.length][dims.length];
        int[] offsets = new int[views.length];
        for (int v = 0; v < views.length; v++) {
            offsets[v] = (int) views[v].offset();
        }
        // Built from the last axis at the end of the arrays toward their start.
        int first = dims.length;
        long numel = 1;
        for (int i = axes.length - 1; i >= 0; i--) {
            int axis = axes[i];
            long size = views[0].dim(axis);
            if (size == 1) {
                continue;
            }
            numel *= size;
            if (first < dims.length && merges(views, axis, strides, dims[first], first)) {
                dims[first] *= size;
                continue;
            }
            first--;
            dims[first] = size;
            for (int v = 0; v < views.length; v++) {
                strides[v][first] = views[v].stride(axis);
            }
        }
        if (first == dims.length) {
            first--;
            dims[first] = 1;
            for (long[] s : strides) {
                s[first] = 1;
            }
        }
        if (first > 0) {
            dims = Arrays.copyOfRange(dims, first, dims.length);
            for (int v = 0; v < strides.length; v++) {
                strides[v] = Arrays.copyOfRange(strides[v], first, strides[v].length);
            }
        }
        return new Layout(dims, strides, offsets, numel);
    }

    private static boolean merges(View[] views, int axis, long[][] strides, long innerSize, int inner) {
        for (int v = 0; v < views.length; v++) {
            if (views[v].stride(axis) != strides[v][inner] * innerSize) {
                return false;
            }
        }
        return true;
    }

    /** The number of axes left, at least 1. */
    int rank() {
        return rank;
    }

    long numel() {
        return numel;
    }

    long dim(int axis) {
        return dims[axis];
    }

    /** The size of the last axis. */
    long rowLength() {
        return dims[rank - 1];
    }

    int offset(int view) {
        return offsets[view];
    }

    long stride(int view, int axis) {
        return strides[view][axis];
    }

    /** The distance between neighbours along the last axis. */
    int rowStride(int view) {
        return (int) strides[view][rank - 1];
    }

    /** Whether the view's elements follow each other in row-major order over all axes. */
    boolean isLinear(int view) {
        long[] s = strides[view];
        long expected = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            if (s[axis] != expected) {
                return false;
            }
            expected *= dims[axis];
        }
        return true;
    }

    /** Whether the view repeats one element. */
    boolean isUniform(int view) {
        for (long stride : strides[view]) {
            if (stride != 0) {
                return numel == 1;
            }
        }
        return true;
    }

    /** Where the element of a row-major index lies in its view's array. */
    int at(int view, long index) {
        long[] s = strides[view];
        long rest = index;
        long at = offsets[view];
        for (int axis = rank - 1; axis > 0; axis--) {
            long outer = rest / dims[axis];
            at += (rest - outer * dims[axis]) * s[axis];
            rest = outer;
        }
        return (int) (at + rest * s[0]);
    }

    /** Where the element lies that is at a row-major index along all axes but two, and at 0 along these. */
    int atWithout(int view, long index, int axis1, int axis2) {
        long rest = index;
        long at = offsets[view];
        for (int axis = rank - 1; axis >= 0; axis--) {
            if (axis != axis1 && axis != axis2) {
                long outer = rest / dims[axis];
                at += (rest - outer * dims[axis]) * strides[view][axis];
                rest = outer;
            }
        }
        return (int) at;
    }
}
