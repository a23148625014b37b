package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a vector with the rows or the columns of a matrix: as fast as it can be read. */
final class FloatVectorMatrix {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private FloatVectorMatrix() {}

    static void addRows(
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bStep, float[] y, int yOffset) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            addFourRows(n, x, xOffset + p, b, bOffset + p * bStep, bStep, y, yOffset);
        }
        for (; p < depth; p++) {
            addRow(n, x[xOffset + p], b, bOffset + p * bStep, y, yOffset);
        }
    }

    private static void addFourRows(
            int n, float[] x, int xOffset, float[] b, int bOffset, int bStep, float[] y, int yOffset) {
        float x0 = x[xOffset];
        float x1 = x[xOffset + 1];
        float x2 = x[xOffset + 2];
        float x3 = x[xOffset + 3];
        FloatVector v0 = FloatVector.broadcast(SPECIES, x0);
        FloatVector v1 = FloatVector.broadcast(SPECIES, x1);
        FloatVector v2 = FloatVector.broadcast(SPECIES, x2);
        FloatVector v3 = FloatVector.broadcast(SPECIES, x3);
        int b1 = bOffset + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, y, yOffset + j);
            s = v0.fma(FloatVector.fromArray(SPECIES, b, bOffset + j), s);
            s = v1.fma(FloatVector.fromArray(SPECIES, b, b1 + j), s);
            s = v2.fma(FloatVector.fromArray(SPECIES, b, b2 + j), s);
            s = v3.fma(FloatVector.fromArray(SPECIES, b, b3 + j), s);
            s.intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            float s = Math.fma(x0, b[bOffset + j], y[yOffset + j]);
            s = Math.fma(x1, b[b1 + j], s);
            s = Math.fma(x2, b[b2 + j], s);
            y[yOffset + j] = Math.fma(x3, b[b3 + j], s);
        }
    }

    private static void addRow(int n, float x, float[] b, int bOffset, float[] y, int yOffset) {
        FloatVector v = FloatVector.broadcast(SPECIES, x);
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            FloatVector s = FloatVector.fromArray(SPECIES, y, yOffset + j);
            v.fma(FloatVector.fromArray(SPECIES, b, bOffset + j), s).intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            y[yOffset + j] = Math.fma(x, b[bOffset + j], y[yOffset + j]);
        }
    }

    static void dots(
            int n, int depth, float[] x, int xOffset, float[] b, int bOffset, int bColumn, float[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = dot(depth, x, xOffset, b, bOffset + j * bColumn);
        }
    }

    /** Four vectors of sums; the rest, shorter than a vector, is added last. */
    static float dot(int n, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector s0 = FloatVector.zero(SPECIES);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i + 4 * LANES <= n; i += 4 * LANES) {
            int a = xOffset + i;
            int b = yOffset + i;
            s0 = FloatVector.fromArray(SPECIES, x, a).fma(FloatVector.fromArray(SPECIES, y, b), s0);
            s1 = FloatVector.fromArray(SPECIES, x, a + LANES).fma(FloatVector.fromArray(SPECIES, y, b + LANES), s1);
            s2 = FloatVector.fromArray(SPECIES, x, a + 2 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, b + 2 * LANES), s2);
            s3 = FloatVector.fromArray(SPECIES, x, a + 3 * LANES)
                    .fma(FloatVector.fromArray(SPECIES, y, b + 3 * LANES), s3);
        }
        for (; i + LANES <= n; i += LANES) {
            s0 = FloatVector.fromArray(SPECIES, x, xOffset + i).fma(FloatVector.fromArray(SPECIES, y, yOffset + i), s0);
        }
        float tail = 0;
        for (; i < n; i++) {
            tail = Math.fma(x[xOffset + i], y[yOffset + i], tail);
        }
        return FloatLanes.sum(s0.add(s1).add(s2.add(s3))) + tail;
    }
}
