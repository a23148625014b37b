package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Reductions across the lanes of a vector in a fixed order. {@code reduceLanes} leaves the order
 * open, and interpreted code really takes another than compiled code.
 */
final class FloatLanes {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorShuffle<Float> ROTATE_8 = rotate(8);
    private static final VectorShuffle<Float> ROTATE_4 = rotate(4);
    private static final VectorShuffle<Float> ROTATE_2 = rotate(2);
    private static final VectorShuffle<Float> ROTATE_1 = rotate(1);

    private FloatLanes() {}

    private static VectorShuffle<Float> rotate(int lanes) {
        int length = SPECIES.length();
        return VectorShuffle.fromOp(SPECIES, i -> (i + lanes) % length);
    }

    static float sum(FloatVector v) {
        FloatVector s = v;
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

    static float product(FloatVector v) {
        FloatVector s = v;
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

    static float max(FloatVector v) {
        FloatVector s = v;
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

    static float min(FloatVector v) {
        FloatVector s = v;
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
