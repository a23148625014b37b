package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** Softmax and its logarithm along a last axis whose elements are neighbours; several short rows at a time. */
final class SoftmaxKernel {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 14;

    private final BlockMath math;
    private final WorkerTeam team;

    SoftmaxKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    void run(boolean log, View input, View output) {
        int length = (int) input.dim(input.rank() - 1);
        Layout rows = Layout.ofAxes(Axes.first(input.rank() - 1), input);
        int together = Math.max(1, Scratch.BLOCK / length);
        long grain = Math.max(together, TASK / length / together * (long) together);
        team.forRange(
                rows.numel(), grain, (from, to) -> new Task(log, input, output, rows, length).run(from, to, together));
    }

    private final class Task {
        private final boolean log;
        private final DType type;
        private final Object x;
        private final Object y;
        private final int first;
        private final Layout rows;
        private final int length;
        private final Object exponentials;
        private final Object number;

        Task(boolean log, View input, View output, Layout rows, int length) {
            this.log = log;
            this.rows = rows;
            this.length = length;
            type = input.dtype();
            x = CpuBuffer.array(input);
            y = CpuBuffer.array(output);
            first = (int) output.offset();
            exponentials = log ? CpuBuffer.newArray(type, Math.max(Scratch.BLOCK, length)) : y;
            number = math.repeat(type, 0);
        }

        void run(long from, long to, int together) {
            for (long row = from; row < to; row += together) {
                block(row, (int) Math.min(together, to - row));
            }
        }

        private void block(long row, int count) {
            int start = first + (int) row * length;
            for (int i = 0; i < count; i++) {
                int at = rows.at(0, row + i);
                set(-math.reduce(ReduceOp.MAX, type, length, x, at));
                math.binary(ScalarOp.ADD, type, length, x, at, 1, number, 0, 0, y, start + i * length);
            }
            int exponentialsAt = log ? 0 : start;
            math.unary(ScalarOp.EXP, type, count * length, y, start, exponentials, exponentialsAt);
            for (int i = 0; i < count; i++) {
                double sum = math.reduce(ReduceOp.SUM, type, length, exponentials, exponentialsAt + i * length);
                int at = start + i * length;
                set(log ? -Math.log(sum) : sum);
                ScalarOp op = log ? ScalarOp.ADD : ScalarOp.DIV;
                math.binary(op, type, length, y, at, 1, number, 0, 0, y, at);
            }
        }

        private void set(double value) {
            BlockMath.spread(type, Double.doubleToRawLongBits(value), number, math.lanes());
        }
    }
}
