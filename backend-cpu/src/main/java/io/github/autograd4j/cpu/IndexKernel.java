package io.github.autograd4j.cpu;

import io.github.autograd4j.IndexException;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/** Gathering and scattering along an axis. */
final class IndexKernel {
    private IndexKernel() {}

    static void gather(View input, View index, int axis, View output) {
        long[] positions = (long[]) CpuBuffer.array(index);
        Object from = CpuBuffer.array(input);
        Object to = CpuBuffer.array(output);
        Layout layout = Layout.of(Axes.still(input, axis, index.shape()), index, output);
        int stride = (int) input.stride(axis);
        long size = input.dim(axis);
        for (long i = 0; i < layout.numel(); i++) {
            int position = check("gather", positions[layout.at(1, i)], size, axis);
            CopyKernel.copyRow(from, layout.at(0, i) + position * stride, 0, to, layout.at(2, i), 1, 1);
        }
    }

    static void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        long[] positions = (long[]) CpuBuffer.array(index);
        Object from = CpuBuffer.array(source);
        Object to = CpuBuffer.array(target);
        Layout layout = Layout.of(source, index, Axes.still(target, axis, index.shape()));
        int stride = (int) target.stride(axis);
        long size = target.dim(axis);
        for (long i = 0; i < layout.numel(); i++) {
            int position = check("scatter", positions[layout.at(1, i)], size, axis);
            int at = layout.at(2, i) + position * stride;
            if (mode == ScatterMode.SET) {
                CopyKernel.copyRow(from, layout.at(0, i), 0, to, at, 1, 1);
            } else {
                add(target, to, at, Cells.load(source.dtype(), from, layout.at(0, i)));
            }
        }
    }

    private static void add(View target, Object to, int at, long bits) {
        long old = Cells.load(target.dtype(), to, at);
        long sum = target.dtype().isFloating()
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(old) + Double.longBitsToDouble(bits))
                : Cells.fromLong(target.dtype(), old + bits);
        Cells.store(target.dtype(), to, at, sum);
    }

    static int check(String op, long position, long size, int axis) {
        if (position < 0 || position >= size) {
            throw new IndexException(
                    op + ": index " + position + " is out of range for axis " + axis + " of size " + size);
        }
        return (int) position;
    }
}
