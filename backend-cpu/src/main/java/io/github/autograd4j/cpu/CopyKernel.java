package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;

/** Copies and fills. */
final class CopyKernel {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 17;

    private final WorkerTeam team;

    CopyKernel(WorkerTeam team) {
        this.team = team;
    }

    void copy(View input, View output) {
        Object from = CpuBuffer.array(input);
        Object to = CpuBuffer.array(output);
        if (input.numel() == 1) {
            Rows.copyOne(from, (int) input.offset(), to, (int) output.offset());
            return;
        }
        Layout layout = Layout.of(input, output);
        int turned = turnedAxis(layout);
        if (turned >= 0) {
            transpose(layout, turned, from, to);
        } else {
            copyRows(layout, from, to);
        }
    }

    void fill(double value, View output) {
        Object one = Rows.single(output.dtype(), Cells.fromDouble(output.dtype(), value));
        View source = output.strided(output.shape(), new long[output.rank()], 0);
        copyRows(Layout.of(source, output), one, CpuBuffer.array(output));
    }

    private void copyRows(Layout layout, Object from, Object to) {
        int fromStride = layout.rowStride(0);
        int toStride = layout.rowStride(1);
        if (layout.rank() == 1) {
            team.forRange(layout.numel(), TASK, (start, end) -> {
                int at = layout.offset(0) + (int) start * fromStride;
                int toAt = layout.offset(1) + (int) start * toStride;
                Rows.copy(from, at, fromStride, to, toAt, toStride, (int) (end - start));
            });
            return;
        }
        int length = (int) layout.rowLength();
        team.forRange(layout.numel() / length, Math.max(1, TASK / length), (start, end) -> {
            RowWalk source = new RowWalk(layout, 0);
            RowWalk target = new RowWalk(layout, 1);
            source.seekRow(start);
            target.seekRow(start);
            for (long row = start; row < end; row++) {
                Rows.copy(from, source.row(), fromStride, to, target.row(), toStride, length);
                source.nextRow();
                target.nextRow();
            }
        });
    }

    /** The axis along which the input's elements are neighbours, if it is not the last but the output's is; else −1. */
    private static int turnedAxis(Layout layout) {
        int last = layout.rank() - 1;
        if (layout.stride(1, last) == 1 && layout.stride(0, last) > 1) {
            for (int axis = last - 1; axis >= 0; axis--) {
                if (layout.stride(0, axis) == 1) {
                    return axis;
                }
            }
        }
        return -1;
    }

    private void transpose(Layout layout, int axis, Object from, Object to) {
        int last = layout.rank() - 1;
        int columns = (int) layout.dim(last);
        int rows = (int) layout.dim(axis);
        int stride = (int) layout.stride(0, last);
        int toStride = (int) layout.stride(1, axis);
        // Bands of rows of each matrix; the number of matrices is that of the positions along the other axes.
        int band = Math.min(rows, Math.max(32, Math.min(TASK, 1 << 15) / columns / 32 * 32));
        int bands = (rows - 1) / band + 1;
        long matrices = layout.numel() / rows / columns;
        team.forRange(matrices * bands, Math.max(1, TASK / ((long) band * columns)), (start, end) -> {
            for (long task = start; task < end; task++) {
                int first = (int) (task % bands) * band;
                int height = Math.min(band, rows - first);
                int at = layout.atWithout(0, task / bands, axis, last) + first;
                int toAt = layout.atWithout(1, task / bands, axis, last) + first * toStride;
                Rows.transpose(from, at, stride, to, toAt, toStride, height, columns);
            }
        });
    }
}
