package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;

/**
 * Reductions along an axis that is not the last: whole rows are combined with a row of results. The columns can be cut
 * into any pieces without changing a bit; {@code n} is best a few hundred to a few thousand.
 */
final class RowReductions {
    /** Rows that are summed in sequence, eight at a time. */
    private static final int BLOCK = 128;

    private RowReductions() {}

    /** Combines rows: {@code y[j] = op(y[j], op of x[i, j] over i)}; sums of many rows are pairwise. */
    static void reduce(
            CpuKernels kernels,
            ReduceOp op,
            int rows,
            int n,
            float[] x,
            int offset,
            int rowStride,
            float[] y,
            int yOffset) {
        if (op == ReduceOp.SUM) {
            sum(kernels, rows, n, x, offset, rowStride, y, yOffset);
            return;
        }
        ScalarOp combine = combiner(op);
        for (int row = 0; row < rows; row++) {
            kernels.binary(combine, n, y, yOffset, 1, x, offset + row * rowStride, 1, y, yOffset);
        }
    }

    private static void sum(
            CpuKernels kernels, int rows, int n, float[] x, int offset, int rowStride, float[] y, int yOffset) {
        if (rows <= BLOCK) {
            kernels.addRows(rows, n, x, offset, rowStride, y, yOffset);
            return;
        }
        int head = PairwiseSplit.head(rows, BLOCK);
        sum(kernels, head, n, x, offset, rowStride, y, yOffset);
        float[] tail = new float[n];
        sum(kernels, rows - head, n, x, offset + head * rowStride, rowStride, tail, 0);
        kernels.addRows(1, n, tail, 0, n, y, yOffset);
    }

    /** Combines rows: {@code y[j] = op(y[j], op of x[i, j] over i)}; sums of many rows are pairwise. */
    static void reduce(
            CpuKernels kernels,
            ReduceOp op,
            int rows,
            int n,
            double[] x,
            int offset,
            int rowStride,
            double[] y,
            int yOffset) {
        if (op == ReduceOp.SUM) {
            sum(kernels, rows, n, x, offset, rowStride, y, yOffset);
            return;
        }
        ScalarOp combine = combiner(op);
        for (int row = 0; row < rows; row++) {
            kernels.binary(combine, n, y, yOffset, 1, x, offset + row * rowStride, 1, y, yOffset);
        }
    }

    private static void sum(
            CpuKernels kernels, int rows, int n, double[] x, int offset, int rowStride, double[] y, int yOffset) {
        if (rows <= BLOCK) {
            kernels.addRows(rows, n, x, offset, rowStride, y, yOffset);
            return;
        }
        int head = PairwiseSplit.head(rows, BLOCK);
        sum(kernels, head, n, x, offset, rowStride, y, yOffset);
        double[] tail = new double[n];
        sum(kernels, rows - head, n, x, offset + head * rowStride, rowStride, tail, 0);
        kernels.addRows(1, n, tail, 0, n, y, yOffset);
    }

    private static ScalarOp combiner(ReduceOp op) {
        return switch (op) {
            case SUM -> ScalarOp.ADD;
            case PROD -> ScalarOp.MUL;
            case MAX -> ScalarOp.MAXIMUM;
            case MIN -> ScalarOp.MINIMUM;
        };
    }
}
