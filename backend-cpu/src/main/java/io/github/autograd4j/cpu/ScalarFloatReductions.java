package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.ReduceOp;

/** Reductions of {@code float} ranges in plain Java. */
final class ScalarFloatReductions {
    private static final int BLOCK = 512;

    private ScalarFloatReductions() {}

    static double reduce(ReduceOp op, int n, float[] x, int offset) {
        return switch (op) {
            case SUM -> sum(n, x, offset);
            case PROD -> product(n, x, offset);
            case MAX -> max(n, x, offset);
            case MIN -> min(n, x, offset);
        };
    }

    private static double sum(int n, float[] x, int offset) {
        if (n > BLOCK) {
            int head = PairwiseSplit.head(n, BLOCK);
            return sum(head, x, offset) + sum(n - head, x, offset + head);
        }
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 4 <= n; i += 4) {
            s0 += x[offset + i];
            s1 += x[offset + i + 1];
            s2 += x[offset + i + 2];
            s3 += x[offset + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[offset + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    static double dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
        if (n > BLOCK) {
            int head = PairwiseSplit.head(n, BLOCK);
            return dot(head, a, aOffset, b, bOffset) + dot(n - head, a, aOffset + head, b, bOffset + head);
        }
        double s0 = 0;
        double s1 = 0;
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            s0 += (double) a[aOffset + i] * b[bOffset + i];
            s1 += (double) a[aOffset + i + 1] * b[bOffset + i + 1];
        }
        if (i < n) {
            s0 += (double) a[aOffset + i] * b[bOffset + i];
        }
        return s0 + s1;
    }

    /** Adds rows to y, eight at a time and these by pairs. */
    static void addRows(int rows, int n, float[] x, int offset, int rowStride, float[] y, int yOffset) {
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            int r0 = offset + row * rowStride;
            int r1 = r0 + rowStride;
            int r2 = r1 + rowStride;
            int r3 = r2 + rowStride;
            int r4 = r3 + rowStride;
            int r5 = r4 + rowStride;
            int r6 = r5 + rowStride;
            int r7 = r6 + rowStride;
            for (int j = 0; j < n; j++) {
                float low = (x[r0 + j] + x[r1 + j]) + (x[r2 + j] + x[r3 + j]);
                float high = (x[r4 + j] + x[r5 + j]) + (x[r6 + j] + x[r7 + j]);
                y[yOffset + j] += low + high;
            }
        }
        for (; row < rows; row++) {
            int at = offset + row * rowStride;
            for (int j = 0; j < n; j++) {
                y[yOffset + j] += x[at + j];
            }
        }
    }

    private static double product(int n, float[] x, int offset) {
        double p0 = 1;
        double p1 = 1;
        int i = 0;
        for (; i + 2 <= n; i += 2) {
            p0 *= x[offset + i];
            p1 *= x[offset + i + 1];
        }
        if (i < n) {
            p0 *= x[offset + i];
        }
        return p0 * p1;
    }

    private static double max(int n, float[] x, int offset) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[offset + i]);
        }
        return max;
    }

    private static double min(int n, float[] x, int offset) {
        float min = Float.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            min = Math.min(min, x[offset + i]);
        }
        return min;
    }
}
