package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.op.Permute;
import io.github.autograd4j.op.Slice;
import java.util.ArrayList;
import java.util.List;

/** The arguments of views, brought into the form that the operations want. */
final class Views {
    private Views() {}

    /** Replaces a −1 by what follows from the other sizes. */
    static Shape inferred(Tensor x, long... dims) {
        int unknown = -1;
        long known = 1;
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] == -1 && unknown < 0) {
                unknown = i;
            } else {
                known *= dims[i];
            }
        }
        if (unknown < 0) {
            return Shape.of(dims);
        }
        if (known <= 0 || x.numel() % known != 0) {
            throw new ShapeException(
                    "reshape: " + x.describe() + " does not fit into " + java.util.Arrays.toString(dims));
        }
        long[] filled = dims.clone();
        filled[unknown] = x.numel() / known;
        return Shape.of(filled);
    }

    static Tensor permute(Tensor x, int... axes) {
        List<Integer> order = new ArrayList<>(axes.length);
        boolean identity = axes.length == x.rank();
        for (int i = 0; i < axes.length; i++) {
            int axis = x.shape().axis(axes[i]);
            identity &= axis == i;
            order.add(axis);
        }
        return identity ? x : Dispatcher.apply(new Permute(List.copyOf(order)), x);
    }

    private static int[] order(Tensor x) {
        int[] axes = new int[x.rank()];
        for (int i = 0; i < axes.length; i++) {
            axes[i] = i;
        }
        return axes;
    }

    static Tensor transpose(Tensor x, int axis1, int axis2) {
        int[] axes = order(x);
        int a = x.shape().axis(axis1);
        int b = x.shape().axis(axis2);
        axes[a] = b;
        axes[b] = a;
        return permute(x, axes);
    }

    static Tensor reversed(Tensor x) {
        int[] axes = order(x);
        for (int i = 0; i < axes.length; i++) {
            axes[i] = axes.length - 1 - i;
        }
        return permute(x, axes);
    }

    static Tensor movedim(Tensor x, int from, int to) {
        List<Integer> axes = new ArrayList<>();
        for (int axis : order(x)) {
            axes.add(axis);
        }
        Integer moved = axes.remove(x.shape().axis(from));
        axes.add(x.shape().axis(to), moved);
        return permute(x, axes.stream().mapToInt(Integer::intValue).toArray());
    }

    static Tensor expand(Tensor x, long... dims) {
        long[] filled = dims.clone();
        for (int i = 1; i <= dims.length; i++) {
            if (filled[dims.length - i] == -1) {
                filled[dims.length - i] = x.size(-i);
            }
        }
        return x.expand(Shape.of(filled));
    }

    static Tensor without(Tensor x, int axis) {
        int at = x.shape().axis(axis);
        long[] dims = new long[x.rank() - 1];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = x.size(i < at ? i : i + 1);
        }
        return x.reshape(Shape.of(dims));
    }

    static Tensor squeezed(Tensor x) {
        return x.reshape(Shape.of(java.util.Arrays.stream(x.shape().toArray())
                .filter(dim -> dim != 1)
                .toArray()));
    }

    static Tensor unsqueeze(Tensor x, int axis) {
        int rank = x.rank() + 1;
        int at = axis < 0 ? axis + rank : axis;
        if (at < 0 || at >= rank) {
            throw new ShapeException("unsqueeze: axis " + axis + " is out of range for the result of " + x.describe());
        }
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            dims[i] = i == at ? 1 : x.size(i < at ? i : i - 1);
        }
        return x.reshape(Shape.of(dims));
    }

    static Tensor flatten(Tensor x, int first, int last) {
        if (x.rank() == 0) {
            return x.reshape(1);
        }
        int a = x.shape().axis(first);
        int b = x.shape().axis(last);
        if (a > b) {
            throw new ShapeException("flatten: axis " + first + " lies behind axis " + last + ": " + x.describe());
        }
        long[] dims = new long[x.rank() - (b - a)];
        java.util.Arrays.fill(dims, 1);
        for (int i = 0; i < x.rank(); i++) {
            int at = i <= a ? i : i <= b ? a : i - (b - a);
            dims[at] *= x.size(i);
        }
        return x.reshape(Shape.of(dims));
    }

    static Tensor unflatten(Tensor x, int axis, long... dims) {
        int at = x.shape().axis(axis);
        long[] target = new long[x.rank() - 1 + dims.length];
        long known = 1;
        for (long dim : dims) {
            known *= dim == -1 ? 1 : dim;
        }
        for (int i = 0; i < target.length; i++) {
            if (i < at) {
                target[i] = x.size(i);
            } else if (i < at + dims.length) {
                long dim = dims[i - at];
                target[i] = dim == -1 && known > 0 ? x.size(at) / known : dim;
            } else {
                target[i] = x.size(i - dims.length + 1);
            }
        }
        return x.reshape(Shape.of(target));
    }

    static Tensor slice(Tensor x, int axis, long start, long end, long step) {
        int at = x.shape().axis(axis);
        long size = x.size(at);
        if (step < 1) {
            throw new ShapeException("slice: the step must be at least 1, got " + step);
        }
        long from = clip(start, size);
        long to = clip(end, size);
        return Dispatcher.apply(new Slice(at, from, Math.max(0, (to - from + step - 1) / step), step), x);
    }

    private static long clip(long position, long size) {
        return Math.max(0, Math.min(size, position < 0 ? position + size : position));
    }

    static Tensor select(Tensor x, int axis, long index) {
        int at = x.shape().axis(axis);
        long size = x.size(at);
        if (index < -size || index >= size) {
            throw new IndexException(
                    "select: index " + index + " is out of range for axis " + axis + " of " + x.describe());
        }
        return without(x.narrow(at, index < 0 ? index + size : index, 1), at);
    }

    static List<Tensor> split(Tensor x, long size, int axis) {
        int at = x.shape().axis(axis);
        long all = x.size(at);
        if (size < 1) {
            throw new ShapeException("split: parts of size " + size);
        }
        List<Tensor> parts = new ArrayList<>();
        for (long start = 0; start < all || parts.isEmpty(); start += size) {
            parts.add(x.narrow(at, start, Math.min(size, all - start)));
        }
        return List.copyOf(parts);
    }

    static List<Tensor> split(Tensor x, long[] sizes, int axis) {
        int at = x.shape().axis(axis);
        if (java.util.Arrays.stream(sizes).sum() != x.size(at)) {
            throw new ShapeException("split: sizes " + java.util.Arrays.toString(sizes) + " do not add up to axis "
                    + axis + " of " + x.describe());
        }
        List<Tensor> parts = new ArrayList<>();
        long start = 0;
        for (long size : sizes) {
            parts.add(x.narrow(at, start, size));
            start += size;
        }
        return List.copyOf(parts);
    }

    static List<Tensor> unbind(Tensor x, int axis) {
        List<Tensor> parts = new ArrayList<>();
        for (long i = 0; i < x.size(axis); i++) {
            parts.add(select(x, axis, i));
        }
        return List.copyOf(parts);
    }
}
