package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** Merges a row of products into a contiguous row of the result. */
final class DoubleMerge {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DoubleMerge() {}

    static void row(int n, double alpha, double[] s, int from, double beta, double[] c, int to) {
        if (beta == 0) {
            store(n, alpha, s, from, c, to);
        } else {
            add(n, alpha, s, from, beta, c, to);
        }
    }

    private static void store(int n, double alpha, double[] s, int from, double[] c, int to) {
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            DoubleVector.fromArray(SPECIES, s, from + j).mul(alpha).intoArray(c, to + j);
        }
        for (; j < n; j++) {
            c[to + j] = alpha * s[from + j];
        }
    }

    private static void add(int n, double alpha, double[] s, int from, double beta, double[] c, int to) {
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            DoubleVector product = DoubleVector.fromArray(SPECIES, s, from + j).mul(alpha);
            DoubleVector old = DoubleVector.fromArray(SPECIES, c, to + j).mul(beta);
            product.add(old).intoArray(c, to + j);
        }
        for (; j < n; j++) {
            c[to + j] = alpha * s[from + j] + beta * c[to + j];
        }
    }
}
