package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * Scaled dot-product attention and its gradient: for each matrix of a stack, some rows of scores at a time are made,
 * turned into weights and multiplied with the values while the cache holds them.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class AttentionKernel<T> {
    /** Elements of scores that are in work at once: they stay in the second-level cache. */
    private static final int SCORES = 1 << 16;

    private static final int MIN_ROWS = 16;

    private final Class<T> arrays;
    private final Gemm<T> gemm;
    private final BlockMath math;
    private final WorkerTeam team;
    private final ThreadBuffers<T> buffers;

    AttentionKernel(Class<T> arrays, GemmKernel<T> kernel, BlockMath math, WorkerTeam team) {
        this.arrays = arrays;
        this.gemm = new Gemm<>(kernel, team);
        this.math = math;
        this.team = team;
        buffers = new ThreadBuffers<>(kernel::allocate, kernel::length);
    }

    private static int blockRows(int rows, int keys) {
        return Math.min(rows, Math.max(MIN_ROWS, SCORES / keys));
    }

    /** Operands q, k, v and perhaps a mask; results, and ln Σ eˢ of each row. */
    void forward(Attention op, View[] in, View[] out) {
        MatrixStack q = new MatrixStack(in[0]);
        MatrixStack k = new MatrixStack(in[1]);
        MatrixStack v = new MatrixStack(in[2]);
        Mask mask = Mask.of(op.causal(), in.length > 3 ? in[3] : null);
        MatrixStack results = new MatrixStack(out[0]);
        View logSums = out[1];
        int height = blockRows(q.rows, k.rows);
        int blocks = (q.rows - 1) / height + 1;
        team.run(q.count * blocks, task -> {
            int matrix = task / blocks;
            int first = task % blocks * height;
            int rows = Math.min(height, q.rows - first);
            int keys = mask.keys(first + rows, k.rows);
            T scores = buffers.take(height * k.rows);
            try {
                RowMath row = new RowMath(math, q.type);
                scores(op.scale(), q, k, matrix, first, rows, keys, scores);
                for (int i = 0; i < rows; i++) {
                    mask.apply(matrix, first + i, keys, row, scores, i * keys);
                    double l = weigh(row, keys, scores, i * keys, mask.hidesRows());
                    row.store(l, CpuBuffer.array(logSums), (int) logSums.offset() + matrix * q.rows + first + i);
                }
                multiply(
                        rows, v.columns, keys, 1, rowsOf(scores, keys), right(v, matrix, 0), 0, results, matrix, first);
            } finally {
                buffers.give(scores);
            }
        });
    }

    /** From a row of scores to one of weights; returns ln Σ eˢ. */
    private static double weigh(RowMath row, int keys, Object scores, int at, boolean mayHideAll) {
        double max = row.max(keys, scores, at);
        boolean hidden = mayHideAll && max == Double.NEGATIVE_INFINITY;
        double shift = hidden ? 0 : max;
        row.with(ScalarOp.SUB, keys, scores, at, shift, scores, at);
        row.exp(keys, scores, at, scores, at);
        double sum = row.sum(keys, scores, at);
        row.with(ScalarOp.DIV, keys, scores, at, hidden ? 1 : sum, scores, at);
        return hidden ? Double.NEGATIVE_INFINITY : shift + Math.log(sum);
    }

    /** Operands g, q, k, v, ln Σ eˢ, δ and perhaps a mask; the gradients with respect to q, k and v. */
    void backward(Attention op, View[] in, View[] out) {
        MatrixStack g = new MatrixStack(in[0]);
        MatrixStack q = new MatrixStack(in[1]);
        MatrixStack k = new MatrixStack(in[2]);
        MatrixStack v = new MatrixStack(in[3]);
        Layout numbers = Layout.ofAxes(Axes.first(in[4].rank()), in[4], in[5]);
        Mask mask = Mask.of(op.causal(), in.length > 6 ? in[6] : null);
        MatrixStack ofQ = new MatrixStack(out[0]);
        MatrixStack ofK = new MatrixStack(out[1]);
        MatrixStack ofV = new MatrixStack(out[2]);
        int height = blockRows(q.rows, 2 * k.rows);
        team.run(q.count, matrix -> {
            int half = height * k.rows;
            T buffer = buffers.take(2 * half);
            try {
                RowMath row = new RowMath(math, q.type);
                for (int first = 0; first < q.rows; first += height) {
                    int rows = Math.min(height, q.rows - first);
                    int keys = k.rows; // the first block must write the gradients of all keys
                    double old = first == 0 ? 0 : 1;
                    scores(op.scale(), q, k, matrix, first, rows, keys, buffer);
                    gemm.multiply(
                            rows,
                            keys,
                            v.columns,
                            1,
                            left(g, matrix, first),
                            turned(v, matrix),
                            0,
                            buffer,
                            half,
                            keys,
                            1);
                    for (int i = 0; i < rows; i++) {
                        int at = i * keys;
                        long number = (long) matrix * q.rows + first + i;
                        mask.apply(matrix, first + i, keys, row, buffer, at);
                        double l = row.load(CpuBuffer.array(in[4]), numbers.at(0, number));
                        boolean hidden = mask.hidesRows() && l == Double.NEGATIVE_INFINITY;
                        row.with(ScalarOp.SUB, keys, buffer, at, hidden ? 0 : l, buffer, at);
                        row.exp(keys, buffer, at, buffer, at);
                        double delta = row.load(CpuBuffer.array(in[5]), numbers.at(1, number));
                        row.with(ScalarOp.SUB, keys, buffer, half + at, delta, buffer, half + at);
                        row.with(ScalarOp.MUL, keys, buffer, half + at, buffer, at, buffer, half + at);
                    }
                    Packer<T> weights = gemm.left(buffer, 0, 1, keys);
                    multiply(keys, v.columns, rows, 1, weights, right(g, matrix, first), old, ofV, matrix, 0);
                    Packer<T> ofScores = gemm.left(buffer, half, keys, 1);
                    multiply(rows, q.columns, keys, op.scale(), ofScores, right(k, matrix, 0), 0, ofQ, matrix, first);
                    Packer<T> turned = gemm.left(buffer, half, 1, keys);
                    multiply(keys, q.columns, rows, op.scale(), turned, right(q, matrix, first), old, ofK, matrix, 0);
                }
            } finally {
                buffers.give(buffer);
            }
        });
    }

    private void scores(
            double scale, MatrixStack q, MatrixStack k, int matrix, int first, int rows, int keys, T scores) {
        gemm.multiply(rows, keys, q.columns, scale, left(q, matrix, first), turned(k, matrix), 0, scores, 0, keys, 1);
    }

    private Packer<T> rowsOf(T scores, int keys) {
        return gemm.left(scores, 0, keys, 1);
    }

    private Packer<T> left(MatrixStack stack, int matrix, int row) {
        int at = stack.at(matrix) + row * stack.rowStride;
        return gemm.left(arrays.cast(stack.array), at, stack.rowStride, stack.columnStride);
    }

    private Packer<T> right(MatrixStack stack, int matrix, int row) {
        int at = stack.at(matrix) + row * stack.rowStride;
        return gemm.right(arrays.cast(stack.array), at, stack.rowStride, stack.columnStride);
    }

    /** A whole matrix, transposed, as the right operand. */
    private Packer<T> turned(MatrixStack stack, int matrix) {
        return gemm.right(arrays.cast(stack.array), stack.at(matrix), stack.columnStride, stack.rowStride);
    }

    private void multiply(
            int m,
            int n,
            int k,
            double alpha,
            Packer<T> a,
            Packer<T> b,
            double beta,
            MatrixStack c,
            int matrix,
            int row) {
        int at = c.at(matrix) + row * c.rowStride;
        gemm.multiply(m, n, k, alpha, a, b, beta, arrays.cast(c.array), at, c.rowStride, c.columnStride);
    }

    /** Which keys a query does not see, and what is added to its scores. */
    private record Mask(boolean causal, MatrixStack stack) {
        static Mask of(boolean causal, View view) {
            return new Mask(causal, view == null ? null : new MatrixStack(view));
        }

        /** Whether a row may have no keys at all. */
        boolean hidesRows() {
            return stack != null;
        }

        /** How many keys the rows before one see at most. */
        int keys(int row, int keys) {
            return causal ? Math.min(row, keys) : keys;
        }

        void apply(int matrix, int row, int keys, RowMath math, Object scores, int at) {
            if (stack != null) {
                int from = stack.at(matrix) + row * stack.rowStride;
                for (int j = 0; j < keys; j++) {
                    int where = from + j * stack.columnStride;
                    if (stack.type != DType.BOOL) {
                        math.store(math.load(scores, at + j) + math.load(stack.array, where), scores, at + j);
                    } else if (((byte[]) stack.array)[where] == 0) {
                        math.store(Double.NEGATIVE_INFINITY, scores, at + j);
                    }
                }
            }
            for (int j = row + 1; causal && j < keys; j++) {
                math.store(Double.NEGATIVE_INFINITY, scores, at + j);
            }
        }
    }
}
