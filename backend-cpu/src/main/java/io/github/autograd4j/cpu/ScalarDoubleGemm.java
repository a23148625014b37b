package io.github.autograd4j.cpu;

import java.util.Arrays;

/**
 * Inner loops for {@code double} in plain Java: what runs without the Vector API, and the oracle of
 * the kernels that use it.
 *
 * <p>The JIT turns a loop into vector instructions only if all its arrays share one index without
 * an offset. A tile therefore copies four rows of B at a time to arrays of their own and adds them,
 * scaled, to rows of sums that also begin at zero.
 */
public final class ScalarDoubleGemm implements GemmKernel<double[]> {
    private static final int ROWS = 16;
    private static final int COLUMNS = 128;

    private final ThreadLocal<Rows> rows = ThreadLocal.withInitial(Rows::new);

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public int columns() {
        return COLUMNS;
    }

    @Override
    public int width(int columns) {
        return columns;
    }

    @Override
    public double[] allocate(int length) {
        return new double[length];
    }

    @Override
    public int length(double[] array) {
        return array.length;
    }

    @Override
    public void tile(
            int rows,
            int width,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        Rows scratch = this.rows.get();
        for (int i = 0; i < rows; i++) {
            Arrays.fill(scratch.sums[i], 0, width, 0);
        }
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            int from = bOffset + p * bStep;
            System.arraycopy(b, from, scratch.b0, 0, width);
            System.arraycopy(b, from + bStep, scratch.b1, 0, width);
            System.arraycopy(b, from + 2 * bStep, scratch.b2, 0, width);
            System.arraycopy(b, from + 3 * bStep, scratch.b3, 0, width);
            for (int i = 0; i < rows; i++) {
                int at = aOffset + i * aRow + p * aStep;
                scratch.addFour(width, scratch.sums[i], a[at], a[at + aStep], a[at + 2 * aStep], a[at + 3 * aStep]);
            }
        }
        for (; p < depth; p++) {
            System.arraycopy(b, bOffset + p * bStep, scratch.b0, 0, width);
            for (int i = 0; i < rows; i++) {
                scratch.addOne(width, scratch.sums[i], a[aOffset + i * aRow + p * aStep]);
            }
        }
        for (int i = 0; i < rows; i++) {
            System.arraycopy(scratch.sums[i], 0, c, cOffset + i * cRow, width);
        }
    }

    @Override
    public void addRows(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bStep, double[] y, int yOffset) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            double x0 = x[xOffset + p];
            double x1 = x[xOffset + p + 1];
            double x2 = x[xOffset + p + 2];
            double x3 = x[xOffset + p + 3];
            int b0 = bOffset + p * bStep;
            int b1 = b0 + bStep;
            int b2 = b1 + bStep;
            int b3 = b2 + bStep;
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x0 * b[b0 + j] + x1 * b[b1 + j] + x2 * b[b2 + j] + x3 * b[b3 + j];
            }
        }
        for (; p < depth; p++) {
            double x0 = x[xOffset + p];
            int b0 = bOffset + p * bStep;
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x0 * b[b0 + j];
            }
        }
    }

    @Override
    public void dots(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bColumn, double[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = dot(depth, x, xOffset, b, bOffset + j * bColumn);
        }
    }

    private static double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s0 += x[xOffset + i] * y[yOffset + i];
            s1 += x[xOffset + i + 1] * y[yOffset + i + 1];
            s2 += x[xOffset + i + 2] * y[yOffset + i + 2];
            s3 += x[xOffset + i + 3] * y[yOffset + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[xOffset + i] * y[yOffset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    @Override
    public void pack(
            double[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            double[] target,
            int targetOffset) {
        DoublePanels.pack(source, offset, laneStride, depthStride, lanes, width, depth, target, targetOffset);
    }

    @Override
    public void merge(
            int rows,
            int columns,
            double alpha,
            double[] s,
            int sOffset,
            int sRow,
            double beta,
            double[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        for (int i = 0; i < rows; i++) {
            int from = sOffset + i * sRow;
            int to = cOffset + i * cRow;
            if (beta == 0) {
                for (int j = 0; j < columns; j++) {
                    c[to + j * cColumn] = alpha * s[from + j];
                }
            } else {
                for (int j = 0; j < columns; j++) {
                    int at = to + j * cColumn;
                    c[at] = alpha * s[from + j] + beta * c[at];
                }
            }
        }
    }

    @Override
    public void scale(int rows, int columns, double beta, double[] c, int cOffset, int cRow, int cColumn) {
        for (int i = 0; i < rows; i++) {
            int to = cOffset + i * cRow;
            for (int j = 0; j < columns; j++) {
                int at = to + j * cColumn;
                c[at] = beta == 0 ? 0 : beta * c[at];
            }
        }
    }

    /** Arrays that all begin at zero: four rows of B and the sums of a tile. */
    private static final class Rows {
        final double[] b0 = new double[COLUMNS];
        final double[] b1 = new double[COLUMNS];
        final double[] b2 = new double[COLUMNS];
        final double[] b3 = new double[COLUMNS];
        final double[][] sums = new double[ROWS][COLUMNS];

        void addFour(int n, double[] sum, double x0, double x1, double x2, double x3) {
            addFour(n, sum, b0, b1, b2, b3, x0, x1, x2, x3);
        }

        private static void addFour(
                int n,
                double[] sum,
                double[] b0,
                double[] b1,
                double[] b2,
                double[] b3,
                double x0,
                double x1,
                double x2,
                double x3) {
            for (int j = 0; j < n; j++) {
                sum[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
            }
        }

        void addOne(int n, double[] sum, double x) {
            double[] b = b0;
            for (int j = 0; j < n; j++) {
                sum[j] += x * b[j];
            }
        }
    }
}
