package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/** Running sums and products along an axis; floating types accumulate in float64. */
final class ScanKernel {
    /** Elements that are worth handing to another thread. */
    private static final long TASK = 1 << 15;

    private static final int COLUMNS = 512;

    private final View input;
    private final View output;
    private final Object array;
    private final Object target;
    private final boolean sum;
    private final int length;
    private final int stride;
    private final int toStride;
    private final Layout lines;

    ScanKernel(ScanOp op, View input, int axis, View output) {
        this.input = input;
        this.output = output;
        array = CpuBuffer.array(input);
        target = CpuBuffer.array(output);
        sum = op == ScanOp.SUM;
        length = (int) input.dim(axis);
        stride = (int) input.stride(axis);
        toStride = (int) output.stride(axis);
        lines = Layout.ofAxes(Axes.without(input.rank(), axis), input, output);
    }

    void run(WorkerTeam team) {
        boolean known = input.dtype() == DType.FLOAT32 || input.dtype() == DType.FLOAT64;
        if (known && stride > 1 && lines.rowStride(0) == 1 && lines.rowStride(1) == 1 && lines.rowLength() > 1) {
            columns(team);
            return;
        }
        team.forRange(lines.numel(), Math.max(1, TASK / length), (from, to) -> {
            for (long line = from; line < to; line++) {
                int at = lines.at(0, line);
                int toAt = lines.at(1, line);
                switch (input.dtype()) {
                    case FLOAT32 -> rowFloat(at, toAt);
                    case FLOAT64 -> rowDouble(at, toAt);
                    default -> rowOfAnyType(at, toAt);
                }
            }
        });
    }

    private void columns(WorkerTeam team) {
        long row = lines.rowLength();
        int perRow = (int) ((row - 1) / COLUMNS) + 1;
        long tasks = lines.numel() / row * perRow;
        team.forRange(tasks, Math.max(1, TASK / (length * Math.min(row, COLUMNS))), (from, to) -> {
            for (long task = from; task < to; task++) {
                long start = task / perRow * row + row * (task % perRow) / perRow;
                int count = (int) (task / perRow * row + row * (task % perRow + 1) / perRow - start);
                if (input.dtype() == DType.FLOAT32) {
                    columnsFloat(lines.at(0, start), lines.at(1, start), count);
                } else {
                    columnsDouble(lines.at(0, start), lines.at(1, start), count);
                }
            }
        });
    }

    private void rowOfAnyType(int from, int to) {
        DType type = input.dtype();
        Accumulator total = new Accumulator(sum ? ReduceOp.SUM : ReduceOp.PROD);
        for (int i = 0; i < length; i++) {
            long bits = Cells.load(type, array, from + i * stride);
            if (type.isFloating()) {
                total.add(Double.longBitsToDouble(bits));
            } else {
                total.add(bits);
            }
            Cells.store(output.dtype(), target, to + i * toStride, total.bits(type));
        }
    }

    private void rowFloat(int from, int to) {
        float[] x = (float[]) array;
        float[] y = (float[]) target;
        double total = sum ? 0 : 1;
        if (sum) {
            for (int i = 0; i < length; i++) {
                total += x[from + i * stride];
                y[to + i * toStride] = (float) total;
            }
        } else {
            for (int i = 0; i < length; i++) {
                total *= x[from + i * stride];
                y[to + i * toStride] = (float) total;
            }
        }
    }

    private void columnsFloat(int from, int to, int count) {
        float[] x = (float[]) array;
        float[] y = (float[]) target;
        double[] total = new double[count];
        Arrays.fill(total, sum ? 0 : 1);
        for (int i = 0; i < length; i++) {
            int at = from + i * stride;
            int toAt = to + i * toStride;
            if (sum) {
                for (int j = 0; j < count; j++) {
                    total[j] += x[at + j];
                }
            } else {
                for (int j = 0; j < count; j++) {
                    total[j] *= x[at + j];
                }
            }
            for (int j = 0; j < count; j++) {
                y[toAt + j] = (float) total[j];
            }
        }
    }

    private void rowDouble(int from, int to) {
        double[] x = (double[]) array;
        double[] y = (double[]) target;
        double total = sum ? 0 : 1;
        if (sum) {
            for (int i = 0; i < length; i++) {
                total += x[from + i * stride];
                y[to + i * toStride] = total;
            }
        } else {
            for (int i = 0; i < length; i++) {
                total *= x[from + i * stride];
                y[to + i * toStride] = total;
            }
        }
    }

    private void columnsDouble(int from, int to, int count) {
        double[] x = (double[]) array;
        double[] y = (double[]) target;
        double[] total = new double[count];
        Arrays.fill(total, sum ? 0 : 1);
        for (int i = 0; i < length; i++) {
            int at = from + i * stride;
            int toAt = to + i * toStride;
            if (sum) {
                for (int j = 0; j < count; j++) {
                    total[j] += x[at + j];
                }
            } else {
                for (int j = 0; j < count; j++) {
                    total[j] *= x[at + j];
                }
            }
            for (int j = 0; j < count; j++) {
                y[toAt + j] = total[j];
            }
        }
    }
}
