package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Merges a row of products into a contiguous row of the result. */
final class FloatMerge {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private FloatMerge() {}

    static void row(int n, float alpha, float[] s, int from, float beta, float[] c, int to) {
        if (beta == 0) {
            store(n, alpha, s, from, c, to);
        } else {
            add(n, alpha, s, from, beta, c, to);
        }
    }

    private static void store(int n, float alpha, float[] s, int from, float[] c, int to) {
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            FloatVector.fromArray(SPECIES, s, from + j).mul(alpha).intoArray(c, to + j);
        }
        for (; j < n; j++) {
            c[to + j] = alpha * s[from + j];
        }
    }

    private static void add(int n, float alpha, float[] s, int from, float beta, float[] c, int to) {
        int bound = SPECIES.loopBound(n);
        int j = 0;
        for (; j < bound; j += LANES) {
            FloatVector product = FloatVector.fromArray(SPECIES, s, from + j).mul(alpha);
            FloatVector old = FloatVector.fromArray(SPECIES, c, to + j).mul(beta);
            product.add(old).intoArray(c, to + j);
        }
        for (; j < n; j++) {
            c[to + j] = alpha * s[from + j] + beta * c[to + j];
        }
    }
}
