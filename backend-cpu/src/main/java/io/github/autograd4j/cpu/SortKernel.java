package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/**
 * Stable sorting of lines. An element becomes a key whose order as a number is the order wanted; −0 equals 0 and NaN is
 * the largest. Keys of up to 32 bits are sorted together with their positions, packed into a long; wider ones are merged.
 */
final class SortKernel {
    /** Elements that are worth handing to another thread. */
    private static final long TASK = 1 << 13;

    private static final int INSERTION = 16;

    private final View input;
    private final boolean descending;
    private final int length;
    private final int stride;
    private final int valueStride;
    private final int indexStride;
    private final Object from;
    private final Object to;
    private final long[] places;
    private final Layout lines;

    SortKernel(View input, int axis, boolean descending, View values, View indices) {
        this.input = input;
        this.descending = descending;
        length = (int) input.dim(axis);
        stride = (int) input.stride(axis);
        valueStride = (int) values.stride(axis);
        indexStride = (int) indices.stride(axis);
        from = CpuBuffer.array(input);
        to = CpuBuffer.array(values);
        places = (long[]) CpuBuffer.array(indices);
        lines = Layout.ofAxes(Axes.without(input.rank(), axis), input, values, indices);
    }

    void run(WorkerTeam team) {
        boolean wide = input.dtype() == DType.FLOAT64 || input.dtype() == DType.INT64;
        team.forRange(lines.numel(), Math.max(1, TASK / length), (begin, end) -> {
            long[] keys = new long[length];
            int[] order = new int[length];
            int[] spare = new int[wide ? length : 0];
            for (long line = begin; line < end; line++) {
                load(lines.at(0, line), keys);
                if (wide) {
                    for (int i = 0; i < length; i++) {
                        order[i] = i;
                    }
                    merge(keys, order, spare, 0, length);
                } else {
                    for (int i = 0; i < length; i++) {
                        keys[i] = keys[i] << 32 | i;
                    }
                    Arrays.sort(keys);
                    for (int i = 0; i < length; i++) {
                        order[i] = (int) keys[i];
                    }
                }
                store(line, order);
            }
        });
    }

    private void load(int start, long[] keys) {
        for (int i = 0; i < length; i++) {
            long key = key(start + i * stride);
            keys[i] = descending ? ~key : key;
        }
    }

    private long key(int at) {
        if (input.dtype() == DType.FLOAT64) {
            long bits = Double.doubleToLongBits(((double[]) from)[at] + 0.0);
            return bits < 0 ? bits ^ Long.MAX_VALUE : bits;
        }
        long bits = Cells.load(input.dtype(), from, at);
        if (!input.dtype().isFloating()) {
            return bits;
        }
        int narrow = Float.floatToIntBits((float) Double.longBitsToDouble(bits) + 0f);
        return narrow < 0 ? narrow ^ Integer.MAX_VALUE : narrow;
    }

    private void store(long line, int[] order) {
        int start = lines.at(0, line);
        int valueAt = lines.at(1, line);
        int indexAt = lines.at(2, line);
        for (int i = 0; i < length; i++) {
            Rows.copyOne(from, start + order[i] * stride, to, valueAt + i * valueStride);
            places[indexAt + i * indexStride] = order[i];
        }
    }

    private static void merge(long[] keys, int[] order, int[] spare, int from, int to) {
        if (to - from <= INSERTION) {
            insert(keys, order, from, to);
            return;
        }
        int middle = from + to >>> 1;
        merge(keys, order, spare, from, middle);
        merge(keys, order, spare, middle, to);
        if (keys[order[middle - 1]] <= keys[order[middle]]) {
            return;
        }
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        for (int i = from; left < middle; i++) {
            if (right < to && keys[order[right]] < keys[spare[left]]) {
                order[i] = order[right++];
            } else {
                order[i] = spare[left++];
            }
        }
    }

    private static void insert(long[] keys, int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = order[i];
            int j = i;
            for (; j > from && keys[order[j - 1]] > keys[moving]; j--) {
                order[j] = order[j - 1];
            }
            order[j] = moving;
        }
    }
}
