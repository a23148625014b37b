package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the functions of {@code float} vectors share.
 *
 * <p>Their constants are vectors in static finals, not numbers: the JIT gives up inlining, and with it keeping vectors
 * in registers, at a number of nodes that a function of about forty vector operations reaches, and a number as operand
 * costs as much as another operation. For the same reason nothing is computed twice in the hope that the JIT notices.
 */
final class FloatBits {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final FloatVector ZERO = constant(0);
    static final FloatVector HALF = constant(0.5f);
    static final FloatVector MINUS_HALF = constant(-0.5f);
    static final FloatVector ONE = constant(1);
    static final FloatVector INFINITY = constant(Float.POSITIVE_INFINITY);

    static final IntVector SIGN = bits(0x80000000);
    static final IntVector MAGNITUDE = bits(0x7FFFFFFF);

    /** 1.5 · 2²³: adding it leaves a number rounded to an integer in the lowest bits. */
    static final FloatVector SHIFTER = constant(0x1.8p23f);

    static final IntVector SHIFTER_BITS = SHIFTER.reinterpretAsInts();

    private FloatBits() {}

    static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static IntVector bits(int value) {
        return IntVector.broadcast(IntVector.SPECIES_PREFERRED, value);
    }

    static FloatVector abs(FloatVector x) {
        return x.reinterpretAsInts().and(MAGNITUDE).reinterpretAsFloats();
    }

    /** −|x|. */
    static FloatVector negativeAbs(FloatVector x) {
        return x.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
    }

    /** The first, not negative, with the sign of the second. */
    static FloatVector withSign(FloatVector magnitude, FloatVector sign) {
        return magnitude
                .reinterpretAsInts()
                .or(sign.reinterpretAsInts().and(SIGN))
                .reinterpretAsFloats();
    }

    /** The magnitude of the first with the sign of the second. */
    static FloatVector copySign(FloatVector magnitude, FloatVector sign) {
        return withSign(abs(magnitude), sign);
    }

    /** Puts NaN where x is NaN. */
    static FloatVector keepNaN(FloatVector value, FloatVector x) {
        return value.blend(x, x.compare(VectorOperators.NE, x));
    }
}
