package io.github.autograd4j.cuda;

import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.View;

/**
 * Some axes of several views, as few as describe them: axes of size 1 are gone, and neighbours are merged where every
 * view allows it.
 *
 * @param size the sizes, outermost first
 * @param stride for each view its strides
 */
record AxisGroup(long[] size, long[][] stride) {
    /** The group of the axes of views that agree in the sizes of these. */
    static AxisGroup of(int[] axes, View... views) {
        long[] size = new long[axes.length];
        long[][] stride = new long[views.length][axes.length];
        int first = axes.length; // Built from the last axis at the end of the arrays toward their start.
        for (int i = axes.length - 1; i >= 0; i--) {
            int axis = axes[i];
            long length = views[0].dim(axis);
            if (length == 1) {
                continue;
            }
            if (first < axes.length && merges(views, axis, stride, size[first], first)) {
                size[first] *= length;
                continue;
            }
            first--;
            size[first] = length;
            for (int v = 0; v < views.length; v++) {
                stride[v][first] = views[v].stride(axis);
            }
        }
        return first == 0 ? new AxisGroup(size, stride) : tail(size, stride, first);
    }

    private static AxisGroup tail(long[] size, long[][] stride, int first) {
        long[][] strides = new long[stride.length][];
        for (int v = 0; v < stride.length; v++) {
            strides[v] = java.util.Arrays.copyOfRange(stride[v], first, size.length);
        }
        return new AxisGroup(java.util.Arrays.copyOfRange(size, first, size.length), strides);
    }

    private static boolean merges(View[] views, int axis, long[][] stride, long innerSize, int inner) {
        for (int v = 0; v < views.length; v++) {
            if (views[v].stride(axis) != stride[v][inner] * innerSize) {
                return false;
            }
        }
        return true;
    }

    /** The axes below rank except one, or all if that is negative. */
    static int[] without(int rank, int axis) {
        int[] rest = new int[axis < 0 ? rank : rank - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = axis >= 0 && i >= axis ? i + 1 : i;
        }
        return rest;
    }

    /** The axes below rank that are not among some, which ascend. */
    static int[] without(int rank, int[] axes) {
        int[] rest = new int[rank - axes.length];
        int next = 0;
        int at = 0;
        for (int i = 0; i < rank; i++) {
            if (next < axes.length && axes[next] == i) {
                next++;
            } else {
                rest[at++] = i;
            }
        }
        return rest;
    }

    /** The part of a view that an index along an axis reaches, held still along that axis. */
    static View still(View view, int axis, View index) {
        long[] strides = view.strides();
        strides[axis] = 0;
        return view.strided(index.shape(), strides, view.offset());
    }

    /** A view at position 0 of an axis, without it. */
    static View drop(View view, int axis) {
        int rank = view.rank() - 1;
        long[] dims = new long[rank];
        long[] strides = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = view.dim(i < axis ? i : i + 1);
            strides[i] = view.stride(i < axis ? i : i + 1);
        }
        return view.strided(Shape.of(dims), strides, view.offset());
    }

    /** The same axes of some of the views. */
    AxisGroup views(int... which) {
        long[][] strides = new long[which.length][];
        for (int i = 0; i < which.length; i++) {
            strides[i] = stride[which[i]];
        }
        return new AxisGroup(size, strides);
    }

    /** The same views without one of the axes. */
    AxisGroup without(int axis) {
        int[] rest = without(rank(), axis);
        long[] sizes = new long[rest.length];
        long[][] strides = new long[stride.length][rest.length];
        for (int i = 0; i < rest.length; i++) {
            sizes[i] = size[rest[i]];
            for (int v = 0; v < strides.length; v++) {
                strides[v][i] = stride[v][rest[i]];
            }
        }
        return new AxisGroup(sizes, strides);
    }

    /** The axis along which elements of a view lie side by side, or −1. */
    int sideBySide(int view) {
        for (int i = rank() - 1; i >= 0; i--) {
            if (stride[view][i] == 1) {
                return i;
            }
        }
        return -1;
    }

    int rank() {
        return size.length;
    }

    /** The number of positions. */
    long count() {
        long count = 1;
        for (long s : size) {
            count *= s;
        }
        return count;
    }

    /** The distance of the last position from the first, for a view. */
    long reach(int view) {
        long reach = 0;
        for (int i = 0; i < size.length; i++) {
            reach += (size[i] - 1) * stride[view][i];
        }
        return reach;
    }

    /** The smallest stride of a view along these axes that is not 0, or {@link Long#MAX_VALUE}. */
    long nearest(int view) {
        long nearest = Long.MAX_VALUE;
        for (long s : stride[view]) {
            nearest = s == 0 ? nearest : Math.min(nearest, s);
        }
        return nearest;
    }
}
