package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/**
 * A reduction of elements seen as {@code [outer, length, width]} over the middle: whole rows of {@code width} are
 * combined with each other. Narrow rows go several at a time, as one wide row that is folded at the end.
 */
final class ColumnReduction {
    private static final long TASK = 1 << 18;

    /** Fewer tasks than this are cut further, along the length. */
    private static final int FEW_TASKS = 8;

    private static final int MAX_PIECES = 16;
    private static final int MIN_PIECE_ROWS = 64;

    private final ReduceOp op;
    private final BlockCall call;
    private final long outer;
    private final long length;
    private final long width;
    private final View output;
    private final Object target;
    private final DType type;
    private final DType sumType;

    /** How many blocks a row is cut into, or 1 if rows are joined. */
    private final int columns;

    /** How many rows make a block. */
    private final int joined;

    ColumnReduction(ReduceOp op, BlockCall call, long outer, long length, long width, View output) {
        this.op = op;
        this.call = call;
        this.outer = outer;
        this.length = length;
        this.width = width;
        this.output = output;
        target = CpuBuffer.array(output);
        type = call.code.type[call.code.output[0]].compute();
        boolean counts = !type.isFloating() && (op == ReduceOp.SUM || op == ReduceOp.PROD);
        sumType = counts ? DType.INT64 : type;
        joined = width <= Scratch.BLOCK / 2 ? (int) Math.min(length, Scratch.BLOCK / width) : 1;
        columns = (int) ((width - 1) / Scratch.BLOCK) + 1;
    }

    void run(WorkerTeam team) {
        long tasks = outer * columns;
        long work = call.plan.cost * length * Math.min(width, Scratch.BLOCK);
        int pieces = 1;
        if (tasks < FEW_TASKS && work > TASK) {
            pieces = (int) Math.max(1, Math.min(MAX_PIECES, length / Math.max(MIN_PIECE_ROWS, 2 * joined)));
        }
        if (pieces == 1) {
            team.forRange(tasks, Math.max(1, TASK / work), (from, to) -> {
                BlockRunner runner = new BlockRunner(call);
                for (long task = from; task < to; task++) {
                    store(task, combine(runner, task, 0, length));
                }
            });
        } else {
            inPieces(team, (int) tasks, pieces);
        }
    }

    private void inPieces(WorkerTeam team, int tasks, int pieces) {
        RowSum[] parts = new RowSum[tasks * pieces];
        team.run(parts.length, i -> {
            long piece = i % pieces;
            parts[i] =
                    combine(new BlockRunner(call), i / pieces, length * piece / pieces, length * (piece + 1) / pieces);
        });
        for (int task = 0; task < tasks; task++) {
            RowSum total = parts[task * pieces];
            for (int i = 1; i < pieces; i++) {
                total.merge(parts[task * pieces + i], (int) (columnEnd(task) - columnStart(task)));
            }
            store(task, total);
        }
    }

    /** Combines the rows from one to another of a block of columns. */
    private RowSum combine(BlockRunner runner, long task, long from, long to) {
        int count = (int) (columnEnd(task) - columnStart(task));
        long first = task / columns * length * width + columnStart(task);
        RowSum sum = new RowSum(call.math, op, sumType, count * joined);
        long done = from;
        if (op == ReduceOp.SUM && type.isFloating() && call.isPlain() && evenRows()) {
            int stride = call.at(0, first + width * joined) - call.at(0, first);
            for (; done + joined <= to; ) {
                int rows = (int) Math.min((to - done) / joined, sum.room());
                int at = call.at(0, first) + (int) (done / joined) * stride;
                sum.putRows(call.arrays[0], at, stride, rows);
                done += (long) rows * joined;
            }
        }
        for (long row = done; row < to; row += joined) {
            int elements = count * (int) Math.min(joined, to - row);
            long start = first + row * width;
            for (int i = 0; i < elements; ) {
                int run = call.length(start + i, start + elements);
                runner.compute(start + i, run);
                sum.put(runner.array(0), runner.at(0), type, i, run);
                i += run;
            }
            sum.next(elements);
        }
        sum.fold(count);
        return sum;
    }

    /** Whether the rows of a task, joined as they are, lie in place at equal distances. */
    private boolean evenRows() {
        return call.layout.rank() == 1 || joined == 1 && call.layout.rank() <= (outer == 1 ? 2 : 3);
    }

    private long columnStart(long task) {
        return width * (task % columns) / columns;
    }

    private long columnEnd(long task) {
        return width * (task % columns + 1) / columns;
    }

    private void store(long task, RowSum sum) {
        int to = (int) (output.offset() + task / columns * width + columnStart(task));
        int count = (int) (columnEnd(task) - columnStart(task));
        Loads.store(output.dtype(), sum.values(), 0, target, to, 1, count);
    }
}
