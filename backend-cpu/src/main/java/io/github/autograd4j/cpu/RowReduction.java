package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** A reduction in which each output combines a run of indices: output i those from {@code i · length} on. */
final class RowReduction {
    /** Work, in the units of {@link BlockPlan#cost}, that is worth handing to another thread. */
    private static final long TASK = 1 << 18;

    /** Few long rows are cut into pieces of so many elements. */
    private static final long PIECE = 1 << 16;

    private static final int FEW_ROWS = 16;

    private final ReduceOp op;
    private final BlockCall call;
    private final long rows;
    private final long length;
    private final View output;
    private final DType type;
    private final Object target;

    RowReduction(ReduceOp op, BlockCall call, long rows, long length, View output) {
        this.op = op;
        this.call = call;
        this.rows = rows;
        this.length = length;
        this.output = output;
        type = call.code.type[call.code.output[0]].compute();
        target = CpuBuffer.array(output);
    }

    void run(WorkerTeam team) {
        if (rows < FEW_ROWS && length > PIECE) {
            pieces(team);
            return;
        }
        long grain = Math.max(1, TASK / (call.plan.cost * length));
        if (length <= Scratch.BLOCK / 2) {
            team.forRange(rows, grain, this::shortRows);
        } else {
            team.forRange(rows, grain, this::longRows);
        }
    }

    /** Several rows to a block. */
    private void shortRows(long from, long to) {
        BlockRunner runner = new BlockRunner(call);
        long row = from;
        while (row < to) {
            int count = call.length(row * length, to * length) / (int) length;
            runner.compute(row * length, count * (int) length);
            int at = runner.at(0);
            for (int i = 0; i < count; i++) {
                store(row + i, runner.array(0), at + i * (int) length);
            }
            row += count;
        }
    }

    private void store(long row, Object array, int at) {
        int to = (int) (output.offset() + row);
        if (type.isFloating()) {
            double result = call.math.reduce(op, type, (int) length, array, at);
            Cells.store(output.dtype(), target, to, Double.doubleToRawLongBits(result));
        } else {
            Cells.store(output.dtype(), target, to, BlockMath.reduceWhole(op, type, (int) length, array, at));
        }
    }

    private void longRows(long from, long to) {
        BlockRunner runner = new BlockRunner(call);
        Accumulator total = new Accumulator(op);
        for (long row = from; row < to; row++) {
            total.clear();
            combine(runner, row * length, (row + 1) * length, total);
            Cells.store(output.dtype(), target, (int) (output.offset() + row), total.bits(type));
        }
    }

    private void combine(BlockRunner runner, long from, long to, Accumulator total) {
        if (call.isPlain() && type.isFloating()) {
            for (long start = from; start < to; ) {
                int count = call.plainLength(start, to);
                total.add(call.math.reduce(op, type, count, call.arrays[0], call.at(0, start)));
                start += count;
            }
            return;
        }
        for (long start = from; start < to; ) {
            int count = call.length(start, to);
            runner.compute(start, count);
            if (type.isFloating()) {
                total.add(call.math.reduce(op, type, count, runner.array(0), runner.at(0)));
            } else {
                total.add(BlockMath.reduceWhole(op, type, count, runner.array(0), runner.at(0)));
            }
            start += count;
        }
    }

    private void pieces(WorkerTeam team) {
        int perRow = (int) ((length - 1) / PIECE) + 1;
        Accumulator[] parts = new Accumulator[(int) rows * perRow];
        team.run(parts.length, i -> {
            long row = i / perRow;
            long piece = i % perRow;
            Accumulator part = new Accumulator(op);
            combine(
                    new BlockRunner(call),
                    row * length + length * piece / perRow,
                    row * length + length * (piece + 1) / perRow,
                    part);
            parts[i] = part;
        });
        Accumulator total = new Accumulator(op);
        for (int row = 0; row < rows; row++) {
            total.clear();
            for (int i = 0; i < perRow; i++) {
                Accumulator part = parts[row * perRow + i];
                if (type.isFloating()) {
                    total.add(part.result());
                } else {
                    total.add(part.bits(type));
                }
            }
            Cells.store(output.dtype(), target, (int) output.offset() + row, total.bits(type));
        }
    }
}
