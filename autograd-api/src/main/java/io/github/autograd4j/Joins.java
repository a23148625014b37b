package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.op.Cat;
import io.github.autograd4j.op.Embed;
import io.github.autograd4j.op.Slice;
import java.util.ArrayList;
import java.util.List;

/** Operations that make larger tensors of smaller ones, or put elements elsewhere. */
final class Joins {
    private Joins() {}

    static Tensor cat(int axis, Tensor... tensors) {
        if (tensors.length == 0) {
            throw new ShapeException("cat: no tensors");
        }
        int at = tensors[0].shape().axis(axis);
        DType dtype = tensors[0].dtype();
        for (Tensor tensor : tensors) {
            dtype = DType.promote(dtype, tensor.dtype());
        }
        List<Long> sizes = new ArrayList<>();
        Tensor[] operands = new Tensor[tensors.length];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = tensors[i].to(dtype);
            if (tensors[i].rank() != tensors[0].rank()) {
                throw new ShapeException(
                        "cat: ranks differ: " + tensors[0].describe() + " and " + tensors[i].describe());
            }
            sizes.add(tensors[i].size(at));
        }
        return Dispatcher.apply(new Cat(at, List.copyOf(sizes)), operands);
    }

    static Tensor stack(int axis, Tensor... tensors) {
        if (tensors.length == 0) {
            throw new ShapeException("stack: no tensors");
        }
        Tensor[] operands = new Tensor[tensors.length];
        for (int i = 0; i < operands.length; i++) {
            if (!tensors[i].shape().equals(tensors[0].shape())) {
                throw new ShapeException(
                        "stack: shapes differ: " + tensors[0].describe() + " and " + tensors[i].describe());
            }
            operands[i] = tensors[i].unsqueeze(axis);
        }
        return cat(axis, operands);
    }

    static Tensor tile(Tensor x, long... times) {
        long[] all = new long[Math.max(times.length, x.rank())];
        java.util.Arrays.fill(all, 1);
        System.arraycopy(times, 0, all, all.length - times.length, times.length);
        return repeat(x, all);
    }

    static Tensor repeat(Tensor x, long... times) {
        int lead = times.length - x.rank();
        if (lead < 0) {
            throw new ShapeException("repeat: " + times.length + " counts for " + x.describe());
        }
        // Each axis of size n becomes [times, n]: expanded, then merged.
        long[] apart = new long[2 * times.length];
        long[] wide = new long[2 * times.length];
        long[] merged = new long[times.length];
        for (int i = 0; i < times.length; i++) {
            long size = i < lead ? 1 : x.size(i - lead);
            apart[2 * i] = 1;
            apart[2 * i + 1] = size;
            wide[2 * i] = times[i];
            wide[2 * i + 1] = size;
            merged[i] = times[i] * size;
        }
        return owned(x, x.reshape(apart).expand(wide).reshape(Shape.of(merged)));
    }

    static Tensor repeatInterleave(Tensor x, long times, int axis) {
        int at = x.shape().axis(axis);
        long[] wide = java.util.Arrays.copyOf(x.shape().toArray(), x.rank() + 1);
        System.arraycopy(wide, at + 1, wide, at + 2, x.rank() - at - 1);
        wide[at + 1] = times;
        long[] merged = x.shape().toArray();
        merged[at] *= times;
        return owned(x, x.unsqueeze(at + 1).expand(wide).reshape(Shape.of(merged)));
    }

    /** Repeating once would give the operand's own memory. */
    private static Tensor owned(Tensor x, Tensor result) {
        return result.numel() == x.numel() ? result.copy() : result;
    }

    static Tensor flip(Tensor x, int... axes) {
        Tensor result = x;
        for (int axis : axes) {
            int at = x.shape().axis(axis);
            long n = x.size(at);
            Tensor reversed = Tensor.arange(n - 1, -1, -1, DType.INT64, x.device());
            result = result.indexSelect(at, reversed);
        }
        return result == x ? x.copy() : result;
    }

    static Tensor triangle(Tensor x, long diagonal, boolean lower) {
        if (x.rank() < 2) {
            throw new ShapeException((lower ? "tril" : "triu") + ": expected matrices, got " + x.describe());
        }
        Tensor row = Tensor.arange(0, x.size(-2), 1, DType.INT64, x.device())
                .unsqueeze(1)
                .add(diagonal);
        Tensor column = Tensor.arange(0, x.size(-1), 1, DType.INT64, x.device());
        return x.maskedFill(lower ? column.gt(row) : column.lt(row), 0);
    }

    static Tensor pad(Tensor x, double value, long... amounts) {
        if (amounts.length % 2 != 0 || amounts.length > 2 * x.rank()) {
            throw new ShapeException("pad: " + amounts.length + " amounts for " + x.describe());
        }
        Tensor result = x;
        for (int i = 0; i < amounts.length / 2; i++) {
            int axis = x.rank() - 1 - i;
            long before = amounts[2 * i];
            long after = amounts[2 * i + 1];
            long kept = x.size(axis) + Math.min(before, 0) + Math.min(after, 0);
            if (kept < 0) {
                throw new ShapeException("pad: cuts more than there is along axis " + axis + " of " + x.describe());
            }
            if (kept < x.size(axis)) {
                result = result.narrow(axis, Math.max(-before, 0), kept);
            }
            if (before > 0 || after > 0) {
                long[] dims = result.shape().toArray();
                dims[axis] = kept + Math.max(before, 0) + Math.max(after, 0);
                Slice window = new Slice(axis, Math.max(before, 0), kept, 1);
                result = Dispatcher.apply(new Embed(window, Shape.of(dims), value), result);
            }
        }
        return result == x ? x.copy() : result;
    }
}
