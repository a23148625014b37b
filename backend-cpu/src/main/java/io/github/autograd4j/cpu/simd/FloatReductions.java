package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.PairwiseSplit;
import io.github.autograd4j.spi.ReduceOp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Reductions of {@code float} ranges: four vectors at a time, combined in a fixed order. */
final class FloatReductions {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int STEP = 4 * LANES;

    /** Elements that are summed in sequence, {@link #STEP} apart; a lane adds a few dozen. */
    private static final int BLOCK = 32 * STEP;

    private FloatReductions() {}

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
        double rest = 0;
        int bound = n - n % STEP;
        for (int i = bound; i < n; i++) {
            rest += x[offset + i];
        }
        return bound == 0 ? rest : sumOfWhole(bound, x, offset) + rest;
    }

    private static double sumOfWhole(int n, float[] x, int offset) {
        FloatVector s0 = load(x, offset);
        FloatVector s1 = load(x, offset + LANES);
        FloatVector s2 = load(x, offset + 2 * LANES);
        FloatVector s3 = load(x, offset + 3 * LANES);
        for (int i = STEP; i < n; i += STEP) {
            int at = offset + i;
            s0 = s0.add(load(x, at));
            s1 = s1.add(load(x, at + LANES));
            s2 = s2.add(load(x, at + 2 * LANES));
            s3 = s3.add(load(x, at + 3 * LANES));
        }
        return FloatLanes.sum(s0.add(s1).add(s2.add(s3)));
    }

    static double dot(int n, float[] a, int aOffset, float[] b, int bOffset) {
        if (n > BLOCK) {
            int head = PairwiseSplit.head(n, BLOCK);
            return dot(head, a, aOffset, b, bOffset) + dot(n - head, a, aOffset + head, b, bOffset + head);
        }
        return FloatVectorMatrix.dot(n, a, aOffset, b, bOffset);
    }

    private static double product(int n, float[] x, int offset) {
        double rest = 1;
        int bound = n - n % STEP;
        for (int i = bound; i < n; i++) {
            rest *= x[offset + i];
        }
        return bound == 0 ? rest : productOfWhole(bound, x, offset) * rest;
    }

    private static double productOfWhole(int n, float[] x, int offset) {
        FloatVector s0 = load(x, offset);
        FloatVector s1 = load(x, offset + LANES);
        FloatVector s2 = load(x, offset + 2 * LANES);
        FloatVector s3 = load(x, offset + 3 * LANES);
        for (int i = STEP; i < n; i += STEP) {
            int at = offset + i;
            s0 = s0.mul(load(x, at));
            s1 = s1.mul(load(x, at + LANES));
            s2 = s2.mul(load(x, at + 2 * LANES));
            s3 = s3.mul(load(x, at + 3 * LANES));
        }
        return FloatLanes.product(s0.mul(s1).mul(s2.mul(s3)));
    }

    private static double max(int n, float[] x, int offset) {
        float rest = Float.NEGATIVE_INFINITY;
        int bound = n - n % STEP;
        for (int i = bound; i < n; i++) {
            rest = Math.max(rest, x[offset + i]);
        }
        return bound == 0 ? rest : Math.max(maxOfWhole(bound, x, offset), rest);
    }

    private static float maxOfWhole(int n, float[] x, int offset) {
        FloatVector s0 = load(x, offset);
        FloatVector s1 = load(x, offset + LANES);
        FloatVector s2 = load(x, offset + 2 * LANES);
        FloatVector s3 = load(x, offset + 3 * LANES);
        for (int i = STEP; i < n; i += STEP) {
            int at = offset + i;
            s0 = s0.max(load(x, at));
            s1 = s1.max(load(x, at + LANES));
            s2 = s2.max(load(x, at + 2 * LANES));
            s3 = s3.max(load(x, at + 3 * LANES));
        }
        return FloatLanes.max(s0.max(s1).max(s2.max(s3)));
    }

    private static double min(int n, float[] x, int offset) {
        float rest = Float.POSITIVE_INFINITY;
        int bound = n - n % STEP;
        for (int i = bound; i < n; i++) {
            rest = Math.min(rest, x[offset + i]);
        }
        return bound == 0 ? rest : Math.min(minOfWhole(bound, x, offset), rest);
    }

    private static float minOfWhole(int n, float[] x, int offset) {
        FloatVector s0 = load(x, offset);
        FloatVector s1 = load(x, offset + LANES);
        FloatVector s2 = load(x, offset + 2 * LANES);
        FloatVector s3 = load(x, offset + 3 * LANES);
        for (int i = STEP; i < n; i += STEP) {
            int at = offset + i;
            s0 = s0.min(load(x, at));
            s1 = s1.min(load(x, at + LANES));
            s2 = s2.min(load(x, at + 2 * LANES));
            s3 = s3.min(load(x, at + 3 * LANES));
        }
        return FloatLanes.min(s0.min(s1).min(s2.min(s3)));
    }

    /** Adds rows to y, eight at a time and these by pairs. */
    static void addRows(int rows, int n, float[] x, int offset, int rowStride, float[] y, int yOffset) {
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            addEight(n, x, offset + row * rowStride, rowStride, y, yOffset);
        }
        for (; row < rows; row++) {
            addOne(n, x, offset + row * rowStride, y, yOffset);
        }
    }

    private static void addEight(int n, float[] x, int r0, int rowStride, float[] y, int yOffset) {
        int r1 = r0 + rowStride;
        int r2 = r1 + rowStride;
        int r3 = r2 + rowStride;
        int r4 = r3 + rowStride;
        int r5 = r4 + rowStride;
        int r6 = r5 + rowStride;
        int r7 = r6 + rowStride;
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            FloatVector a = load(x, r0 + j).add(load(x, r1 + j));
            FloatVector b = load(x, r2 + j).add(load(x, r3 + j));
            FloatVector c = load(x, r4 + j).add(load(x, r5 + j));
            FloatVector d = load(x, r6 + j).add(load(x, r7 + j));
            load(y, yOffset + j).add(a.add(b).add(c.add(d))).intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            float low = (x[r0 + j] + x[r1 + j]) + (x[r2 + j] + x[r3 + j]);
            float high = (x[r4 + j] + x[r5 + j]) + (x[r6 + j] + x[r7 + j]);
            y[yOffset + j] += low + high;
        }
    }

    private static void addOne(int n, float[] x, int offset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            load(y, yOffset + j).add(load(x, offset + j)).intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            y[yOffset + j] += x[offset + j];
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }
}
