package io.github.autograd4j.cpu;

import java.util.function.IntFunction;

/**
 * Matrix products {@code C = alpha · A · B + beta · C} of any size and any strides.
 *
 * <p>Result and operands lie in arrays as (offset, row stride, column stride), strides in elements;
 * so a transposed operand is one with its strides exchanged. Where {@code beta} is 0, C is not
 * read; where {@code alpha} or the depth is 0, A and B are not.
 *
 * <p>Every element is summed in an order that depends only on the sizes: results do not depend on
 * the number of threads, on how busy the team is, or on whether a product is part of a batch.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Gemm<T> {
    /** Below so many multiplications a product is not worth a second thread. */
    private static final long PARALLEL_WORK = 1 << 20;

    /** The same for a product with a vector, whose cost is in reading the matrix. */
    private static final long PARALLEL_READS = 1 << 17;

    /** A product that offers fewer tasks than this, but a long sum, is cut along the sum. */
    private static final int ENOUGH_TASKS = 8;

    /** As many rows of A as are multiplied one by one with columns of B that are contiguous. */
    private static final int MAX_DOT_VECTORS = 8;

    private static final int SPLIT_DEPTH = 2048;
    private static final int MAX_SPLITS = 16;

    private final GemmKernel<T> kernel;
    private final WorkerTeam team;
    private final GemmBuffers<T> buffers;

    Gemm(GemmKernel<T> kernel, WorkerTeam team) {
        this.kernel = kernel;
        this.team = team;
        this.buffers = new GemmBuffers<>(kernel);
    }

    /** The left operand A[m, k]: element (i, p) at {@code offset + i * row + p * column}. */
    Packer<T> left(T array, int offset, int row, int column) {
        return new StridedOperand<>(kernel, array, offset, row, column);
    }

    /** The right operand B[k, n]: element (p, j) at {@code offset + p * row + j * column}. */
    Packer<T> right(T array, int offset, int row, int column) {
        return new StridedOperand<>(kernel, array, offset, column, row);
    }

    /** {@code C = alpha · A · B + beta · C} for one pair of matrices. */
    void multiply(
            int m,
            int n,
            int k,
            double alpha,
            Packer<T> a,
            Packer<T> b,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        if (m == 0 || n == 0) {
            return;
        }
        if (k == 0 || alpha == 0) {
            kernel.scale(m, n, beta, c, cOffset, cRow, cColumn);
            return;
        }
        boolean transpose =
                m == 1 || n == 1 ? m > 1 : dots(a, b, n) || dots(a, b, m) ? n < m : cColumn != 1 && cRow == 1;
        if (transpose) {
            sum(n, m, k, alpha, b, a, beta, c, cOffset, cColumn, cRow);
        } else {
            sum(m, n, k, alpha, a, b, beta, c, cOffset, cRow, cColumn);
        }
    }

    /**
     * {@code batch} products of the same sizes, the operands chosen by the index in the batch. Small
     * products are shared out whole, large ones are each cut up.
     */
    void batched(
            int batch,
            int m,
            int n,
            int k,
            double alpha,
            IntFunction<Packer<T>> a,
            IntFunction<Packer<T>> b,
            double beta,
            T c,
            BatchOffsets cOffset,
            int cRow,
            int cColumn) {
        long work = (long) m * n * Math.max(1, k);
        long perTask = Math.max(1, PARALLEL_WORK / Math.max(1, work));
        boolean whole = work < PARALLEL_WORK || batch >= 4 * team.size();
        team.forRange(batch, whole ? perTask : Math.max(1, batch), (from, to) -> {
            for (int i = (int) from; i < to; i++) {
                multiply(m, n, k, alpha, a.apply(i), b.apply(i), beta, c, cOffset.at(i), cRow, cColumn);
            }
        });
    }

    private void sum(
            int m,
            int n,
            int k,
            double alpha,
            Packer<T> a,
            Packer<T> b,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        int splits = splits(m, n, k);
        if (splits == 1) {
            product(m, n, 0, k, alpha, a, b, beta, c, cOffset, cRow, cColumn);
            return;
        }
        int depth = roundUp((k - 1) / splits + 1, 16);
        int parts = (k - 1) / depth + 1;
        int size = m * n;
        T partial = buffers.shared.take(parts * size);
        try {
            team.run(
                    parts,
                    i -> product(
                            m, n, i * depth, Math.min(k, (i + 1) * depth), alpha, a, b, 0, partial, i * size, n, 1));
            for (int i = 0; i < parts; i++) {
                kernel.merge(m, n, 1, partial, i * size, n, i == 0 ? beta : 1, c, cOffset, cRow, cColumn);
            }
        } finally {
            buffers.shared.give(partial);
        }
    }

    private int splits(int m, int n, int k) {
        long tasks = ((m - 1L) / (4 * kernel.rows()) + 1) * ((n - 1L) / kernel.columns() + 1);
        boolean fewTasks = tasks < ENOUGH_TASKS;
        return fewTasks && k >= 2 * SPLIT_DEPTH && (long) m * n * k >= 4 * PARALLEL_WORK
                ? Math.min(MAX_SPLITS, k / SPLIT_DEPTH)
                : 1;
    }

    private void product(
            int m,
            int n,
            int from,
            int to,
            double alpha,
            Packer<T> a,
            Packer<T> b,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        if (a instanceof StridedOperand<T> x
                && b instanceof StridedOperand<T> matrix
                && (m == 1 && (matrix.laneStride == 1 || matrix.depthStride == 1) || dots(a, b, m))) {
            WorkerTeam crew = (long) n * (to - from) >= PARALLEL_READS ? team : WorkerTeam.ALONE;
            new GemvCall<>(kernel, buffers, m, n, from, to, alpha, x, matrix, beta, c, cOffset, cRow, cColumn)
                    .run(crew);
            return;
        }
        WorkerTeam crew = (long) m * n * (to - from) >= PARALLEL_WORK ? team : WorkerTeam.ALONE;
        new GemmCall<>(kernel, buffers, m, n, alpha, a, b, beta, c, cOffset, cRow, cColumn).run(from, to, crew);
    }

    /** Few vectors, both operands contiguous along the depth: nothing is worth packing. */
    private static boolean dots(Packer<?> a, Packer<?> b, int vectors) {
        return vectors <= MAX_DOT_VECTORS
                && a instanceof StridedOperand<?> x
                && b instanceof StridedOperand<?> y
                && x.depthStride == 1
                && y.depthStride == 1;
    }

    static int roundUp(int value, int multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
