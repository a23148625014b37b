package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Products of a vector with the rows or the columns of a matrix: as fast as it can be read. */
final class DoubleVectorMatrix {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DoubleVectorMatrix() {}

    static void addRows(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bStep, double[] y, int yOffset) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            addFourRows(n, x, xOffset + p, b, bOffset + p * bStep, bStep, y, yOffset);
        }
        for (; p < depth; p++) {
            addRow(n, x[xOffset + p], b, bOffset + p * bStep, y, yOffset);
        }
    }

    private static void addFourRows(
            int n, double[] x, int xOffset, double[] b, int bOffset, int bStep, double[] y, int yOffset) {
        double x0 = x[xOffset];
        double x1 = x[xOffset + 1];
        double x2 = x[xOffset + 2];
        double x3 = x[xOffset + 3];
        DoubleVector v0 = DoubleVector.broadcast(SPECIES, x0);
        DoubleVector v1 = DoubleVector.broadcast(SPECIES, x1);
        DoubleVector v2 = DoubleVector.broadcast(SPECIES, x2);
        DoubleVector v3 = DoubleVector.broadcast(SPECIES, x3);
        int b1 = bOffset + bStep;
        int b2 = b1 + bStep;
        int b3 = b2 + bStep;
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, y, yOffset + j);
            s = v0.fma(DoubleVector.fromArray(SPECIES, b, bOffset + j), s);
            s = v1.fma(DoubleVector.fromArray(SPECIES, b, b1 + j), s);
            s = v2.fma(DoubleVector.fromArray(SPECIES, b, b2 + j), s);
            s = v3.fma(DoubleVector.fromArray(SPECIES, b, b3 + j), s);
            s.intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            double s = Math.fma(x0, b[bOffset + j], y[yOffset + j]);
            s = Math.fma(x1, b[b1 + j], s);
            s = Math.fma(x2, b[b2 + j], s);
            y[yOffset + j] = Math.fma(x3, b[b3 + j], s);
        }
    }

    private static void addRow(int n, double x, double[] b, int bOffset, double[] y, int yOffset) {
        DoubleVector v = DoubleVector.broadcast(SPECIES, x);
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            DoubleVector s = DoubleVector.fromArray(SPECIES, y, yOffset + j);
            v.fma(DoubleVector.fromArray(SPECIES, b, bOffset + j), s).intoArray(y, yOffset + j);
        }
        for (; j < n; j++) {
            y[yOffset + j] = Math.fma(x, b[bOffset + j], y[yOffset + j]);
        }
    }

    static void dots(
            int n, int depth, double[] x, int xOffset, double[] b, int bOffset, int bColumn, double[] y, int yOffset) {
        for (int j = 0; j < n; j++) {
            y[yOffset + j] = dot(depth, x, xOffset, b, bOffset + j * bColumn);
        }
    }

    /** Four vectors of sums; the rest, shorter than a vector, is added last. */
    static double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int i = 0;
        for (; i + 4 * LANES <= n; i += 4 * LANES) {
            int a = xOffset + i;
            int b = yOffset + i;
            s0 = DoubleVector.fromArray(SPECIES, x, a).fma(DoubleVector.fromArray(SPECIES, y, b), s0);
            s1 = DoubleVector.fromArray(SPECIES, x, a + LANES).fma(DoubleVector.fromArray(SPECIES, y, b + LANES), s1);
            s2 = DoubleVector.fromArray(SPECIES, x, a + 2 * LANES)
                    .fma(DoubleVector.fromArray(SPECIES, y, b + 2 * LANES), s2);
            s3 = DoubleVector.fromArray(SPECIES, x, a + 3 * LANES)
                    .fma(DoubleVector.fromArray(SPECIES, y, b + 3 * LANES), s3);
        }
        for (; i + LANES <= n; i += LANES) {
            s0 = DoubleVector.fromArray(SPECIES, x, xOffset + i)
                    .fma(DoubleVector.fromArray(SPECIES, y, yOffset + i), s0);
        }
        double tail = 0;
        for (; i < n; i++) {
            tail = Math.fma(x[xOffset + i], y[yOffset + i], tail);
        }
        return DoubleLanes.sum(s0.add(s1).add(s2.add(s3))) + tail;
    }
}
