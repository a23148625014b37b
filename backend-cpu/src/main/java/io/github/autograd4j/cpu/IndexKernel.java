package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/**
 * Gathering and scattering along an axis. Where the index is the same along the last axes, as that of an embedding is,
 * whole rows move.
 */
final class IndexKernel {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 15;

    private static final int MIN_COLUMNS = 64;

    private final BlockMath math;
    private final WorkerTeam team;

    IndexKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    void gather(View input, View index, int axis, View output) {
        long[] positions = (long[]) CpuBuffer.array(index);
        Object from = CpuBuffer.array(input);
        Object to = CpuBuffer.array(output);
        Layout layout = Layout.of(Axes.still(input, axis, index.shape()), index, output);
        int stride = (int) input.stride(axis);
        long size = input.dim(axis);
        int length = (int) layout.rowLength();
        int step = layout.rowStride(0);
        int indexStep = layout.rowStride(1);
        int toStep = layout.rowStride(2);
        team.forRange(layout.numel() / length, Math.max(1, TASK / length), (start, end) -> {
            Rows3 rows = new Rows3(layout, start);
            for (long row = start; row < end; row++) {
                if (indexStep == 0 && length > 1) {
                    int position = check("gather", positions[rows.second()], size, axis);
                    Rows.copy(from, rows.first() + position * stride, step, to, rows.third(), toStep, length);
                } else {
                    for (int i = 0; i < length; i++) {
                        int position = check("gather", positions[rows.second() + i * indexStep], size, axis);
                        Rows.copyOne(from, rows.first() + position * stride + i * step, to, rows.third() + i * toStep);
                    }
                }
                rows.next();
            }
        });
    }

    void scatter(ScatterMode mode, View source, View index, int axis, View target) {
        Layout layout = Layout.of(source, index, Axes.still(target, axis, index.shape()));
        int length = (int) layout.rowLength();
        // Each task does all rows, for some of their columns: so the order of additions is that of the source.
        boolean divisible = layout.rowStride(1) == 0 && length >= 2 * MIN_COLUMNS && layout.numel() >= 2 * TASK;
        int columns = divisible ? MIN_COLUMNS : length;
        team.forRange(length, columns, (from, to) -> {
            if (mode == ScatterMode.SET) {
                set(layout, source, index, axis, target, (int) from, (int) to);
            } else {
                add(layout, source, index, axis, target, (int) from, (int) to);
            }
        });
    }

    private static void set(Layout layout, View source, View index, int axis, View target, int begin, int end) {
        long[] positions = (long[]) CpuBuffer.array(index);
        Object from = CpuBuffer.array(source);
        Object to = CpuBuffer.array(target);
        int stride = (int) target.stride(axis);
        int step = layout.rowStride(0);
        int indexStep = layout.rowStride(1);
        int toStep = layout.rowStride(2);
        Rows3 rows = new Rows3(layout, 0);
        for (long row = layout.numel() / layout.rowLength(); row > 0; row--) {
            if (indexStep == 0 && end - begin > 1) {
                int position = check("scatter", positions[rows.second()], target.dim(axis), axis);
                int at = rows.third() + position * stride + begin * toStep;
                Rows.copy(from, rows.first() + begin * step, step, to, at, toStep, end - begin);
            } else {
                for (int i = begin; i < end; i++) {
                    int position = check("scatter", positions[rows.second() + i * indexStep], target.dim(axis), axis);
                    Rows.copyOne(from, rows.first() + i * step, to, rows.third() + position * stride + i * toStep);
                }
            }
            rows.next();
        }
    }

    private void add(Layout layout, View source, View index, int axis, View target, int begin, int end) {
        long[] positions = (long[]) CpuBuffer.array(index);
        int stride = (int) target.stride(axis);
        int step = layout.rowStride(0);
        int indexStep = layout.rowStride(1);
        int toStep = layout.rowStride(2);
        Rows3 rows = new Rows3(layout, 0);
        for (long row = layout.numel() / layout.rowLength(); row > 0; row--) {
            if (indexStep == 0) {
                int position = check("scatter", positions[rows.second()], target.dim(axis), axis);
                int at = rows.third() + position * stride + begin * toStep;
                addRow(source, rows.first() + begin * step, step, target, at, toStep, end - begin);
            } else {
                for (int i = begin; i < end; i++) {
                    int position = check("scatter", positions[rows.second() + i * indexStep], target.dim(axis), axis);
                    int at = rows.third() + position * stride + i * toStep;
                    addRow(source, rows.first() + i * step, 1, target, at, 1, 1);
                }
            }
            rows.next();
        }
    }

    private void addRow(View source, int at, int step, View target, int toAt, int toStep, int length) {
        DType type = target.dtype();
        if (length > 1 && step == 1 && toStep == 1 && (type == DType.FLOAT32 || type == DType.FLOAT64)) {
            Object to = CpuBuffer.array(target);
            math.binary(ScalarOp.ADD, type, length, to, toAt, 1, CpuBuffer.array(source), at, 1, to, toAt);
            return;
        }
        switch (type) {
            case FLOAT32 -> {
                float[] x = (float[]) CpuBuffer.array(source);
                float[] y = (float[]) CpuBuffer.array(target);
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStep] += x[at + i * step];
                }
            }
            case FLOAT64 -> {
                double[] x = (double[]) CpuBuffer.array(source);
                double[] y = (double[]) CpuBuffer.array(target);
                for (int i = 0; i < length; i++) {
                    y[toAt + i * toStep] += x[at + i * step];
                }
            }
            default -> {
                Object from = CpuBuffer.array(source);
                for (int i = 0; i < length; i++) {
                    addOne(target, toAt + i * toStep, Cells.load(source.dtype(), from, at + i * step));
                }
            }
        }
    }

    private static void addOne(View target, int at, long bits) {
        Object to = CpuBuffer.array(target);
        long old = Cells.load(target.dtype(), to, at);
        long sum = target.dtype().isFloating()
                ? Double.doubleToRawLongBits(Double.longBitsToDouble(old) + Double.longBitsToDouble(bits))
                : Cells.fromLong(target.dtype(), old + bits);
        Cells.store(target.dtype(), to, at, sum);
    }

    private static int check(String op, long position, long size, int axis) {
        if (position < 0 || position >= size) {
            throw new IndexException(
                    op + ": index " + position + " is out of range for axis " + axis + " of size " + size);
        }
        return (int) position;
    }

    /** The rows of three views, walked together. */
    private static final class Rows3 {
        private final RowWalk a;
        private final RowWalk b;
        private final RowWalk c;

        Rows3(Layout layout, long row) {
            a = new RowWalk(layout, 0);
            b = new RowWalk(layout, 1);
            c = new RowWalk(layout, 2);
            a.seekRow(row);
            b.seekRow(row);
            c.seekRow(row);
        }

        int first() {
            return a.row();
        }

        int second() {
            return b.row();
        }

        int third() {
            return c.row();
        }

        void next() {
            a.nextRow();
            b.nextRow();
            c.nextRow();
        }
    }
}
