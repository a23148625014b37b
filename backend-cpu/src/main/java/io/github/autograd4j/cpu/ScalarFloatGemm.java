package io.github.autograd4j.cpu;

import java.util.Arrays;

/**
 * Inner loops for {@code float} in plain Java: what runs without the Vector API, and the oracle of
 * the kernels that use it.
 *
 * <p>The JIT turns a loop into vector instructions only if all its arrays share one index without
 * an offset. A tile therefore copies four rows of B at a time to arrays of their own and adds them,
 * scaled, to rows of sums that also begin at zero.
 */
public final class ScalarFloatGemm implements GemmKernel<float[]> {
    private static final int ROWS = 16;
    private static final int COLUMNS = 256;

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
    public float[] allocate(int length) {
        return new float[length];
    }

    @Override
    public int length(float[] array) {
        return array.length;
    }

    @Override
    public void tile(
            int rows,
            int width,
            int depth,
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
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
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bStep, float[] y, int yOffset) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            float x0 = x[xOffset + p];
            float x1 = x[xOffset + p + 1];
            float x2 = x[xOffset + p + 2];
            float x3 = x[xOffset + p + 3];
            int b0 = bOffset + p * bStep;
            int b1 = b0 + bStep;
            int b2 = b1 + bStep;
            int b3 = b2 + bStep;
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x0 * b[b0 + j] + x1 * b[b1 + j] + x2 * b[b2 + j] + x3 * b[b3 + j];
            }
        }
        for (; p < depth; p++) {
            float x0 = x[xOffset + p];
            int b0 = bOffset + p * bStep;
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x0 * b[b0 + j];
            }
        }
    }

    @Override
    public void dots(
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bColumn, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = dot(depth, x, xOffset, b, bOffset + j * bColumn);
        }
    }

    private static float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
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
            float[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            float[] target,
            int targetOffset) {
        FloatPanels.pack(source, offset, laneStride, depthStride, lanes, width, depth, target, targetOffset);
    }

    @Override
    public void merge(
            int rows,
            int columns,
            double alpha,
            float[] s,
            int sOffset,
            int sRow,
            double beta,
            float[] c,
            int cOffset,
            int cRow,
            int cColumn) {
        float factor = (float) alpha;
        float keep = (float) beta;
        for (int i = 0; i < rows; i++) {
            int from = sOffset + i * sRow;
            int to = cOffset + i * cRow;
            if (keep == 0) {
                for (int j = 0; j < columns; j++) {
                    c[to + j * cColumn] = factor * s[from + j];
                }
            } else {
                for (int j = 0; j < columns; j++) {
                    int at = to + j * cColumn;
                    c[at] = factor * s[from + j] + keep * c[at];
                }
            }
        }
    }

    @Override
    public void scale(int rows, int columns, double beta, float[] c, int cOffset, int cRow, int cColumn) {
        float keep = (float) beta;
        for (int i = 0; i < rows; i++) {
            int to = cOffset + i * cRow;
            for (int j = 0; j < columns; j++) {
                int at = to + j * cColumn;
                c[at] = keep == 0 ? 0 : keep * c[at];
            }
        }
    }

    /** Arrays that all begin at zero: four rows of B and the sums of a tile. */
    private static final class Rows {
        final float[] b0 = new float[COLUMNS];
        final float[] b1 = new float[COLUMNS];
        final float[] b2 = new float[COLUMNS];
        final float[] b3 = new float[COLUMNS];
        final float[][] sums = new float[ROWS][COLUMNS];

        void addFour(int n, float[] sum, float x0, float x1, float x2, float x3) {
            addFour(n, sum, b0, b1, b2, b3, x0, x1, x2, x3);
        }

        private static void addFour(
                int n,
                float[] sum,
                float[] b0,
                float[] b1,
                float[] b2,
                float[] b3,
                float x0,
                float x1,
                float x2,
                float x3) {
            for (int j = 0; j < n; j++) {
                sum[j] += x0 * b0[j] + x1 * b1[j] + x2 * b2[j] + x3 * b3[j];
            }
        }

        void addOne(int n, float[] sum, float x) {
            float[] b = b0;
            for (int j = 0; j < n; j++) {
                sum[j] += x * b[j];
            }
        }
    }
}
