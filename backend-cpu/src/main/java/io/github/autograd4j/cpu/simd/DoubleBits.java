package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the functions of {@code double} vectors share.
 *
 * <p>Their constants are vectors in static finals, not numbers: the JIT gives up inlining, and with it keeping vectors
 * in registers, at a number of nodes that a function of about forty vector operations reaches, and a number as operand
 * costs as much as another operation. For the same reason nothing is computed twice in the hope that the JIT notices.
 */
final class DoubleBits {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final DoubleVector ZERO = constant(0);
    static final DoubleVector HALF = constant(0.5);
    static final DoubleVector MINUS_HALF = constant(-0.5);
    static final DoubleVector ONE = constant(1);
    static final DoubleVector INFINITY = constant(Double.POSITIVE_INFINITY);

    static final LongVector SIGN = bits(0x8000000000000000L);
    static final LongVector MAGNITUDE = bits(0x7FFFFFFFFFFFFFFFL);

    /** 1.5 · 2⁵²: adding it leaves a number rounded to an integer in the lowest bits. */
    static final DoubleVector SHIFTER = constant(0x1.8p52);

    static final LongVector SHIFTER_BITS = SHIFTER.reinterpretAsLongs();

    private DoubleBits() {}

    static DoubleVector constant(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    static LongVector bits(long value) {
        return LongVector.broadcast(LongVector.SPECIES_PREFERRED, value);
    }

    static DoubleVector abs(DoubleVector x) {
        return x.reinterpretAsLongs().and(MAGNITUDE).reinterpretAsDoubles();
    }

    /** −|x|. */
    static DoubleVector negativeAbs(DoubleVector x) {
        return x.reinterpretAsLongs().or(SIGN).reinterpretAsDoubles();
    }

    /** The first, not negative, with the sign of the second. */
    static DoubleVector withSign(DoubleVector magnitude, DoubleVector sign) {
        return magnitude
                .reinterpretAsLongs()
                .or(sign.reinterpretAsLongs().and(SIGN))
                .reinterpretAsDoubles();
    }

    /** The magnitude of the first with the sign of the second. */
    static DoubleVector copySign(DoubleVector magnitude, DoubleVector sign) {
        return withSign(abs(magnitude), sign);
    }

    /** Puts NaN where x is NaN. */
    static DoubleVector keepNaN(DoubleVector value, DoubleVector x) {
        return value.blend(x, x.compare(VectorOperators.NE, x));
    }
}
