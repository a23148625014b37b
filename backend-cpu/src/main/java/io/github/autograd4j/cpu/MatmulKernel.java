package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;

/** Products of stacks of matrices: {@link Gemm} for floating types, plain loops for the others. */
final class MatmulKernel {
    /** Multiplications below which a product is done by plain loops. */
    private static final int TINY = 128;

    private final Gemm<float[]> floats;
    private final Gemm<double[]> doubles;

    MatmulKernel(Gemm<float[]> floats, Gemm<double[]> doubles) {
        this.floats = floats;
        this.doubles = doubles;
    }

    void run(View a, View b, View output, double alpha, double beta) {
        if (output.rank() == 2 && output.numel() * a.dim(1) <= TINY && tiny(a, b, output, alpha, beta)) {
            return;
        }
        MatrixStack x = new MatrixStack(a);
        MatrixStack y = new MatrixStack(b);
        MatrixStack z = new MatrixStack(output);
        switch (a.dtype()) {
            case FLOAT32 -> multiply(floats, float[].class, x, y, z, alpha, beta);
            case FLOAT64 -> multiply(doubles, double[].class, x, y, z, alpha, beta);
            case FLOAT16, BFLOAT16 -> halves(x, y, z, alpha, beta);
            default -> whole(x, y, z, alpha, beta);
        }
    }

    private static boolean tiny(View a, View b, View output, double alpha, double beta) {
        switch (a.dtype()) {
            case FLOAT32 -> TinyMatmul.floats(a, b, output, alpha, beta);
            case FLOAT64 -> TinyMatmul.doubles(a, b, output, alpha, beta);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static <T> void multiply(
            Gemm<T> gemm, Class<T> type, MatrixStack a, MatrixStack b, MatrixStack c, double alpha, double beta) {
        T left = type.cast(a.array);
        T right = type.cast(b.array);
        T target = type.cast(c.array);
        if (c.count == 1 || MatrixStack.rowsJoin(a, b, c)) {
            gemm.multiply(
                    c.count * c.rows,
                    c.columns,
                    a.columns,
                    alpha,
                    gemm.left(left, a.first, a.rowStride, a.columnStride),
                    gemm.right(right, b.first, b.rowStride, b.columnStride),
                    beta,
                    target,
                    c.first,
                    c.rowStride,
                    c.columnStride);
        } else {
            gemm.batched(
                    c.count,
                    c.rows,
                    c.columns,
                    a.columns,
                    alpha,
                    i -> gemm.left(left, a.at(i), a.rowStride, a.columnStride),
                    i -> gemm.right(right, b.at(i), b.rowStride, b.columnStride),
                    beta,
                    target,
                    c::at,
                    c.rowStride,
                    c.columnStride);
        }
    }

    /** Widens while it packs, multiplies into float32 and rounds once. */
    private void halves(MatrixStack a, MatrixStack b, MatrixStack c, double alpha, double beta) {
        float[] product = new float[c.rows * c.columns];
        DType type = c.type;
        for (int i = 0; i < c.count; i++) {
            HalfOperand left = new HalfOperand(type, (short[]) a.array, a.at(i), a.rowStride, a.columnStride);
            HalfOperand right = new HalfOperand(type, (short[]) b.array, b.at(i), b.columnStride, b.rowStride);
            floats.multiply(c.rows, c.columns, a.columns, alpha, left, right, 0, product, 0, c.columns, 1);
            for (int row = 0; row < c.rows; row++) {
                for (int column = 0; column < c.columns; column++) {
                    int at = c.at(i) + row * c.rowStride + column * c.columnStride;
                    double old = beta == 0 ? 0 : beta * Double.longBitsToDouble(Cells.load(type, c.array, at));
                    double sum = product[row * c.columns + column] + old;
                    Cells.store(type, c.array, at, Double.doubleToRawLongBits(sum));
                }
            }
        }
    }

    private static void whole(MatrixStack a, MatrixStack b, MatrixStack c, double alpha, double beta) {
        long[] sums = new long[c.columns];
        for (int i = 0; i < c.count; i++) {
            long[] left = a.wholeNumbers(i);
            long[] right = b.wholeNumbers(i);
            for (int row = 0; row < c.rows; row++) {
                java.util.Arrays.fill(sums, 0);
                for (int p = 0; p < a.columns; p++) {
                    long factor = left[row * a.columns + p];
                    int from = p * c.columns;
                    for (int column = 0; column < sums.length; column++) {
                        sums[column] += factor * right[from + column];
                    }
                }
                for (int column = 0; column < sums.length; column++) {
                    int at = c.at(i) + row * c.rowStride + column * c.columnStride;
                    long old = beta == 0 ? 0 : scale(beta, Cells.load(c.type, c.array, at));
                    Cells.store(c.type, c.array, at, scale(alpha, sums[column]) + old);
                }
            }
        }
    }

    private static long scale(double factor, long value) {
        return factor == 1 ? value : (long) (factor * value);
    }
}
