package io.github.autograd4j.cpu;

/**
 * One product of a row vector with a matrix whose rows or columns are contiguous, or of a few row vectors with a matrix
 * whose columns are.
 */
final class GemvCall<T> {
    /** Results per task where rows are added: as many as stay in the first-level cache. */
    private static final int ROW_GRAIN = 1024;

    /** Elements of the matrix per task where columns are multiplied. */
    private static final int DOT_READS = 1 << 16;

    private final GemmKernel<T> kernel;
    private final GemmBuffers<T> buffers;
    private final int m;
    private final int n;
    private final int from;
    private final int depth;
    private final double alpha;
    private final StridedOperand<T> x;
    private final StridedOperand<T> matrix;
    private final double beta;
    private final T c;
    private final int cOffset;
    private final int cRow;
    private final int cColumn;

    GemvCall(
            GemmKernel<T> kernel,
            GemmBuffers<T> buffers,
            int m,
            int n,
            int from,
            int to,
            double alpha,
            StridedOperand<T> x,
            StridedOperand<T> matrix,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        this.kernel = kernel;
        this.buffers = buffers;
        this.m = m;
        this.n = n;
        this.from = from;
        this.depth = to - from;
        this.alpha = alpha;
        this.x = x;
        this.matrix = matrix;
        this.beta = beta;
        this.c = c;
        this.cOffset = cOffset;
        this.cRow = cRow;
        this.cColumn = cColumn;
    }

    void run(WorkerTeam team) {
        if (x.depthStride == 1) {
            run(team, x.array, x.index(0, from));
            return;
        }
        T contiguous = buffers.shared.take(depth);
        try {
            x.pack(0, 1, 1, from, depth, contiguous, 0);
            run(team, contiguous, 0);
        } finally {
            buffers.shared.give(contiguous);
        }
    }

    private void run(WorkerTeam team, T vector, int offset) {
        boolean dots = matrix.depthStride == 1;
        int grain = dots ? Gemm.roundUp(DOT_READS / depth + 1, 4) : ROW_GRAIN;
        team.forRange(n, grain, (first, end) -> part((int) first, (int) end, vector, offset, dots));
    }

    private void part(int first, int end, T vectors, int offset, boolean dots) {
        int count = end - first;
        T y = buffers.local.take(count);
        try {
            int at = matrix.index(first, from);
            for (int i = 0; i < m; i++) {
                int vector = offset + i * x.laneStride;
                if (dots) {
                    kernel.dots(count, depth, vectors, vector, matrix.array, at, matrix.laneStride, y, 0);
                } else {
                    kernel.scale(1, count, 0, y, 0, 0, 1);
                    kernel.addRows(count, depth, vectors, vector, matrix.array, at, matrix.depthStride, y, 0);
                }
                int to = cOffset + i * cRow + first * cColumn;
                kernel.merge(1, count, alpha, y, 0, 0, beta, c, to, 0, cColumn);
            }
        } finally {
            buffers.local.give(y);
        }
    }
}
