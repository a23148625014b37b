package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * Softmax, its logarithm and their gradients along a last axis whose elements are neighbours; several short rows at a
 * time.
 */
final class SoftmaxKernel {
    private final BlockMath math;
    private final WorkerTeam team;

    SoftmaxKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    void forward(boolean log, View input, View output) {
        RowBlocks rows = RowBlocks.of(input);
        rows.run(team, (from, to) -> {
            DType type = input.dtype();
            Object exponentials =
                    log ? RowBuffers.take(type, rows.together() * rows.length()) : CpuBuffer.array(output);
            try {
                forward(log, input, output, rows, exponentials, from, to);
            } finally {
                if (log) {
                    RowBuffers.give(exponentials);
                }
            }
        });
    }

    private void forward(
            boolean log, View input, View output, RowBlocks rows, Object exponentials, long from, long to) {
        RowMath row = new RowMath(math, input.dtype());
        int length = rows.length();
        Object x = CpuBuffer.array(input);
        Object y = CpuBuffer.array(output);
        for (long first = from; first < to; first += rows.together()) {
            int count = (int) Math.min(rows.together(), to - first);
            int start = (int) (output.offset() + first * length);
            for (int i = 0; i < count; i++) {
                int at = rows.at(0, first + i);
                row.with(ScalarOp.SUB, length, x, at, row.max(length, x, at), y, start + i * length);
            }
            int exponentialsAt = log ? 0 : start;
            row.exp(count * length, y, start, exponentials, exponentialsAt);
            for (int i = 0; i < count; i++) {
                double sum = row.sum(length, exponentials, exponentialsAt + i * length);
                int at = start + i * length;
                row.with(log ? ScalarOp.SUB : ScalarOp.DIV, length, y, at, log ? Math.log(sum) : sum, y, at);
            }
        }
    }

    /** y·(g − Σ g·y), or g − eʸ·Σ g of the logarithm. */
    void backward(boolean log, View cotangent, View result, View output) {
        RowBlocks rows = RowBlocks.of(cotangent, result);
        rows.run(team, (from, to) -> backward(log, cotangent, result, output, rows, from, to));
    }

    private void backward(boolean log, View cotangent, View result, View output, RowBlocks rows, long from, long to) {
        RowMath row = new RowMath(math, result.dtype());
        int length = rows.length();
        Object g = CpuBuffer.array(cotangent);
        Object y = CpuBuffer.array(result);
        Object x = CpuBuffer.array(output);
        for (long i = from; i < to; i++) {
            int gAt = rows.at(0, i);
            int yAt = rows.at(1, i);
            int at = (int) (output.offset() + i * length);
            if (log) {
                row.exp(length, y, yAt, x, at);
                row.with(ScalarOp.MUL, length, x, at, row.sum(length, g, gAt), x, at);
                row.with(ScalarOp.SUB, length, g, gAt, x, at, x, at);
            } else {
                row.with(ScalarOp.SUB, length, g, gAt, row.dot(length, g, gAt, y, yAt), x, at);
                row.with(ScalarOp.MUL, length, x, at, y, yAt, x, at);
            }
        }
    }
}
