package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** The positions of the largest or smallest elements along an axis; NaN wins, of equals the first. */
final class ArgReduceKernel {
    /** Elements that are worth handing to another thread. */
    private static final long TASK = 1 << 16;

    private static final int COLUMNS = 1024;

    private final BlockMath math;
    private final View input;
    private final Object array;
    private final boolean max;
    private final ReduceOp combined;
    private final int length;
    private final int stride;
    private final Layout lines;
    private final long[] target;
    private final int first;

    ArgReduceKernel(BlockMath math, ArgReduceOp op, View input, int axis, View output) {
        this.math = math;
        this.input = input;
        array = CpuBuffer.array(input);
        max = op == ArgReduceOp.MAX;
        combined = max ? ReduceOp.MAX : ReduceOp.MIN;
        length = (int) input.dim(axis);
        stride = (int) input.stride(axis);
        lines = Layout.ofAxes(Axes.without(input.rank(), axis), input);
        target = (long[]) CpuBuffer.array(output);
        first = (int) output.offset();
    }

    void run(WorkerTeam team) {
        boolean known = input.dtype() == DType.FLOAT32 || input.dtype() == DType.FLOAT64;
        if (known && stride > 1 && lines.rowStride(0) == 1 && lines.rowLength() > 1) {
            columns(team);
            return;
        }
        RangeTask task =
                switch (input.dtype()) {
                    case FLOAT32 -> this::rowsFloat;
                    case FLOAT64 -> this::rowsDouble;
                    default -> this::rowsOfAnyType;
                };
        team.forRange(lines.numel(), Math.max(1, TASK / length), task);
    }

    private void columns(WorkerTeam team) {
        long row = lines.rowLength();
        int perRow = (int) ((row - 1) / COLUMNS) + 1;
        long tasks = lines.numel() / row * perRow;
        team.forRange(tasks, Math.max(1, TASK / (length * Math.min(row, COLUMNS))), (from, to) -> {
            for (long task = from; task < to; task++) {
                long start = task / perRow * row + row * (task % perRow) / perRow;
                long end = task / perRow * row + row * (task % perRow + 1) / perRow;
                int at = lines.at(0, start);
                if (input.dtype() == DType.FLOAT32) {
                    columnsFloat(at, first + (int) start, (int) (end - start));
                } else {
                    columnsDouble(at, first + (int) start, (int) (end - start));
                }
            }
        });
    }

    private void rowsOfAnyType(long from, long to) {
        for (long line = from; line < to; line++) {
            int start = lines.at(0, line);
            int found = 0;
            long best = Cells.load(input.dtype(), array, start);
            for (int i = 1; i < length; i++) {
                long bits = Cells.load(input.dtype(), array, start + i * stride);
                if (wins(bits, best)) {
                    found = i;
                    best = bits;
                }
            }
            target[first + (int) line] = found;
        }
    }

    private boolean wins(long bits, long best) {
        if (!input.dtype().isFloating()) {
            return max ? bits > best : bits < best;
        }
        double x = Double.longBitsToDouble(bits);
        double y = Double.longBitsToDouble(best);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return !Double.isNaN(y);
        }
        return max ? x > y : x < y;
    }

    private void rowsFloat(long from, long to) {
        float[] x = (float[]) array;
        for (long line = from; line < to; line++) {
            target[first + (int) line] = stride == 1 ? near(x, lines.at(0, line)) : far(x, lines.at(0, line));
        }
    }

    /** Finds the value first, with vectors, and then its place. */
    private int near(float[] x, int start) {
        float best = (float) math.reduce(combined, input.dtype(), length, x, start);
        int i = 0;
        if (!Float.isNaN(best)) {
            while (x[start + i] != best) {
                i++;
            }
        } else {
            while (!Float.isNaN(x[start + i])) {
                i++;
            }
        }
        return i;
    }

    private int far(float[] x, int start) {
        int found = 0;
        float best = x[start];
        for (int i = 1; i < length && !Float.isNaN(best); i++) {
            float value = x[start + i * stride];
            if (max ? !(value <= best) : !(value >= best)) {
                found = i;
                best = value;
            }
        }
        return found;
    }

    /** Lines that lie next to each other, walked together. */
    private void columnsFloat(int start, int to, int count) {
        float[] x = (float[]) array;
        float[] best = new float[count];
        System.arraycopy(x, start, best, 0, count);
        int[] found = new int[count];
        for (int i = 1; i < length; i++) {
            int at = start + i * stride;
            for (int j = 0; j < count; j++) {
                float value = x[at + j];
                if ((max ? !(value <= best[j]) : !(value >= best[j])) && !Float.isNaN(best[j])) {
                    found[j] = i;
                    best[j] = value;
                }
            }
        }
        for (int j = 0; j < count; j++) {
            target[to + j] = found[j];
        }
    }

    private void rowsDouble(long from, long to) {
        double[] x = (double[]) array;
        for (long line = from; line < to; line++) {
            target[first + (int) line] = stride == 1 ? near(x, lines.at(0, line)) : far(x, lines.at(0, line));
        }
    }

    /** Finds the value first, with vectors, and then its place. */
    private int near(double[] x, int start) {
        double best = math.reduce(combined, input.dtype(), length, x, start);
        int i = 0;
        if (!Double.isNaN(best)) {
            while (x[start + i] != best) {
                i++;
            }
        } else {
            while (!Double.isNaN(x[start + i])) {
                i++;
            }
        }
        return i;
    }

    private int far(double[] x, int start) {
        int found = 0;
        double best = x[start];
        for (int i = 1; i < length && !Double.isNaN(best); i++) {
            double value = x[start + i * stride];
            if (max ? !(value <= best) : !(value >= best)) {
                found = i;
                best = value;
            }
        }
        return found;
    }

    /** Lines that lie next to each other, walked together. */
    private void columnsDouble(int start, int to, int count) {
        double[] x = (double[]) array;
        double[] best = new double[count];
        System.arraycopy(x, start, best, 0, count);
        int[] found = new int[count];
        for (int i = 1; i < length; i++) {
            int at = start + i * stride;
            for (int j = 0; j < count; j++) {
                double value = x[at + j];
                if ((max ? !(value <= best[j]) : !(value >= best[j])) && !Double.isNaN(best[j])) {
                    found[j] = i;
                    best[j] = value;
                }
            }
        }
        for (int j = 0; j < count; j++) {
            target[to + j] = found[j];
        }
    }
}
