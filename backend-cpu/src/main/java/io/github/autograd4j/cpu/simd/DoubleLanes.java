package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reductions across the lanes of a vector in a fixed order. {@code reduceLanes} leaves the order
 * open, and interpreted code really takes another than compiled code.
 */
final class DoubleLanes {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Double> ROTATE_8 = rotate(8);
    private static final VectorShuffle<Double> ROTATE_4 = rotate(4);
    private static final VectorShuffle<Double> ROTATE_2 = rotate(2);
    private static final VectorShuffle<Double> ROTATE_1 = rotate(1);

    private DoubleLanes() {}

    private static VectorShuffle<Double> rotate(int lanes) {
        int length = SPECIES.length();
        return VectorShuffle.fromOp(SPECIES, i -> (i + lanes) % length);
    }

    static double sum(DoubleVector v) {
        DoubleVector s = v;
        if (SPECIES.length() > 8) {
            s = s.add(s.rearrange(ROTATE_8));
        }
        if (SPECIES.length() > 4) {
            s = s.add(s.rearrange(ROTATE_4));
        }
        if (SPECIES.length() > 2) {
            s = s.add(s.rearrange(ROTATE_2));
        }
        return s.add(s.rearrange(ROTATE_1)).lane(0);
    }

    static double product(DoubleVector v) {
        DoubleVector s = v;
        if (SPECIES.length() > 8) {
            s = s.mul(s.rearrange(ROTATE_8));
        }
        if (SPECIES.length() > 4) {
            s = s.mul(s.rearrange(ROTATE_4));
        }
        if (SPECIES.length() > 2) {
            s = s.mul(s.rearrange(ROTATE_2));
        }
        return s.mul(s.rearrange(ROTATE_1)).lane(0);
    }

    static double max(DoubleVector v) {
        DoubleVector s = v;
        if (SPECIES.length() > 8) {
            s = s.max(s.rearrange(ROTATE_8));
        }
        if (SPECIES.length() > 4) {
            s = s.max(s.rearrange(ROTATE_4));
        }
        if (SPECIES.length() > 2) {
            s = s.max(s.rearrange(ROTATE_2));
        }
        return s.max(s.rearrange(ROTATE_1)).lane(0);
    }

    static double min(DoubleVector v) {
        DoubleVector s = v;
        if (SPECIES.length() > 8) {
            s = s.min(s.rearrange(ROTATE_8));
        }
        if (SPECIES.length() > 4) {
            s = s.min(s.rearrange(ROTATE_4));
        }
        if (SPECIES.length() > 2) {
            s = s.min(s.rearrange(ROTATE_2));
        }
        return s.min(s.rearrange(ROTATE_1)).lane(0);
    }
}
