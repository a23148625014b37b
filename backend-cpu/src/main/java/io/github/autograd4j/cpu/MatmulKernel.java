package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;

/** Matrix products of stacks of matrices. */
final class MatmulKernel {
    private MatmulKernel() {}

    static void run(View a, View b, View output, double alpha, double beta) {
        int rank = output.rank();
        int m = (int) output.dim(rank - 2);
        int n = (int) output.dim(rank - 1);
        int k = (int) a.dim(rank - 1);
        int[] batchAxes = new int[rank - 2];
        for (int i = 0; i < batchAxes.length; i++) {
            batchAxes[i] = i;
        }
        Layout batch = Layout.ofAxes(batchAxes, a, b, output);
        for (long i = 0; i < batch.numel(); i++) {
            if (a.dtype().isFloating()) {
                floating(a, batch.at(0, i), b, batch.at(1, i), output, batch.at(2, i), m, n, k, alpha, beta);
            } else {
                whole(a, batch.at(0, i), b, batch.at(1, i), output, batch.at(2, i), m, n, k, alpha, beta);
            }
        }
    }

    private static void floating(
            View a, int aAt, View b, int bAt, View c, int cAt, int m, int n, int k, double alpha, double beta) {
        long[] left = matrix(a, aAt, m, k, true);
        long[] right = matrix(b, bAt, k, n, false);
        DType type = a.dtype();
        Object target = CpuBuffer.array(c);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += Double.longBitsToDouble(left[i * k + p]) * Double.longBitsToDouble(right[j * k + p]);
                }
                int at = cAt + i * (int) c.stride(c.rank() - 2) + j;
                double old = beta == 0 ? 0 : beta * Double.longBitsToDouble(Cells.load(type, target, at));
                Cells.store(type, target, at, Double.doubleToRawLongBits(alpha * sum + old));
            }
        }
    }

    private static void whole(
            View a, int aAt, View b, int bAt, View c, int cAt, int m, int n, int k, double alpha, double beta) {
        long[] left = matrix(a, aAt, m, k, true);
        long[] right = matrix(b, bAt, k, n, false);
        DType type = a.dtype();
        Object target = CpuBuffer.array(c);
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                long sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += left[i * k + p] * right[j * k + p];
                }
                int at = cAt + i * (int) c.stride(c.rank() - 2) + j;
                long scaled = alpha == 1 ? sum : (long) (alpha * sum);
                long old = beta == 0 ? 0 : Cells.load(type, target, at);
                Cells.store(type, target, at, scaled + (beta == 1 ? old : (long) (beta * old)));
            }
        }
    }

    /** The elements row by row, or column by column. */
    private static long[] matrix(View view, int at, int rows, int columns, boolean byRow) {
        Object array = CpuBuffer.array(view);
        int row = (int) view.stride(view.rank() - 2);
        int column = (int) view.stride(view.rank() - 1);
        long[] result = new long[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[byRow ? i * columns + j : j * rows + i] =
                        Cells.load(view.dtype(), array, at + i * row + j * column);
            }
        }
        return result;
    }
}
