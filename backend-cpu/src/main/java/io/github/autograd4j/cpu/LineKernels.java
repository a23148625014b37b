package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;

/** What goes along one axis, line by line: positions of extremes and running totals. */
final class LineKernels {
    private LineKernels() {}

    static void argReduce(ArgReduceOp op, View input, int axis, View output) {
        DType type = input.dtype();
        Object array = CpuBuffer.array(input);
        long[] target = (long[]) CpuBuffer.array(output);
        Layout lines = Layout.ofAxes(Axes.without(input.rank(), axis), input);
        int length = (int) input.dim(axis);
        int stride = (int) input.stride(axis);
        for (long line = 0; line < lines.numel(); line++) {
            int start = lines.at(0, line);
            int best = 0;
            long bestBits = Cells.load(type, array, start);
            for (int i = 1; i < length; i++) {
                long bits = Cells.load(type, array, start + i * stride);
                if (wins(op, type, bits, bestBits)) {
                    best = i;
                    bestBits = bits;
                }
            }
            target[(int) (output.offset() + line)] = best;
        }
    }

    private static boolean wins(ArgReduceOp op, DType type, long bits, long best) {
        if (!type.isFloating()) {
            return op == ArgReduceOp.MAX ? bits > best : bits < best;
        }
        double x = Double.longBitsToDouble(bits);
        double y = Double.longBitsToDouble(best);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return !Double.isNaN(y);
        }
        return op == ArgReduceOp.MAX ? x > y : x < y;
    }

    static void scan(ScanOp op, View input, int axis, View output) {
        Object array = CpuBuffer.array(input);
        Object target = CpuBuffer.array(output);
        int[] others = Axes.without(input.rank(), axis);
        Layout lines = Layout.ofAxes(others, input, output);
        int length = (int) input.dim(axis);
        int from = (int) input.stride(axis);
        int to = (int) output.stride(axis);
        boolean floating = input.dtype().isFloating();
        Accumulator total = new Accumulator(op == ScanOp.SUM ? ReduceOp.SUM : ReduceOp.PROD);
        for (long line = 0; line < lines.numel(); line++) {
            int source = lines.at(0, line);
            int sink = lines.at(1, line);
            total.clear();
            for (int i = 0; i < length; i++) {
                long bits = Cells.load(input.dtype(), array, source + i * from);
                if (floating) {
                    total.add(Double.longBitsToDouble(bits));
                } else {
                    total.add(bits);
                }
                Cells.store(output.dtype(), target, sink + i * to, total.bits(input.dtype()));
            }
        }
    }
}
