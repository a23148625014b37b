package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;

/** Stable sorting of lines: elements become keys whose order as numbers is the order wanted, then keys are merged. */
final class SortKernel {
    private static final int INSERTION = 16;

    private SortKernel() {}

    static void run(View input, int axis, boolean descending, View values, View indices) {
        int length = (int) input.dim(axis);
        int stride = (int) input.stride(axis);
        int valueStride = (int) values.stride(axis);
        int indexStride = (int) indices.stride(axis);
        Object from = CpuBuffer.array(input);
        Object to = CpuBuffer.array(values);
        long[] places = (long[]) CpuBuffer.array(indices);
        Layout lines = Layout.ofAxes(Axes.without(input.rank(), axis), input, values, indices);
        long[] keys = new long[length];
        int[] order = new int[length];
        int[] spare = new int[length];
        for (long line = 0; line < lines.numel(); line++) {
            int start = lines.at(0, line);
            for (int i = 0; i < length; i++) {
                long key = key(input.dtype(), Cells.load(input.dtype(), from, start + i * stride));
                keys[i] = descending ? ~key : key;
                order[i] = i;
            }
            sort(keys, order, spare, 0, length);
            int valueAt = lines.at(1, line);
            int indexAt = lines.at(2, line);
            for (int i = 0; i < length; i++) {
                CopyKernel.copyRow(from, start + order[i] * stride, 0, to, valueAt + i * valueStride, 1, 1);
                places[indexAt + i * indexStride] = order[i];
            }
        }
    }

    /** A number whose order is that of the elements: −0 equals 0, NaN is the largest. */
    private static long key(DType type, long bits) {
        if (!type.isFloating()) {
            return bits;
        }
        double x = Double.longBitsToDouble(bits) + 0.0;
        long ordered = Double.doubleToLongBits(x);
        return ordered < 0 ? ordered ^ Long.MAX_VALUE : ordered;
    }

    private static void sort(long[] keys, int[] order, int[] spare, int from, int to) {
        if (to - from <= INSERTION) {
            for (int i = from + 1; i < to; i++) {
                int moving = order[i];
                int j = i;
                for (; j > from && keys[order[j - 1]] > keys[moving]; j--) {
                    order[j] = order[j - 1];
                }
                order[j] = moving;
            }
            return;
        }
        int middle = from + to >>> 1;
        sort(keys, order, spare, from, middle);
        sort(keys, order, spare, middle, to);
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
}
