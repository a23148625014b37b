package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.INFINITY;
import static io.github.autograd4j.cpu.simd.FloatBits.MINUS_HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.ONE;
import static io.github.autograd4j.cpu.simd.FloatBits.SHIFTER;
import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;
import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function and what is made of it, to one to three units in the last place. The polynomials are those of
 * S. L. Moshier's Cephes library (expf, sinhf).
 */
final class FloatExponential {
    private static final FloatVector LOG2_E = constant(1.44269504088896341f);
    private static final FloatVector MINUS_LN2_HIGH = constant(-0.693359375f);
    private static final FloatVector MINUS_LN2_LOW = constant(2.12194440e-4f);
    private static final FloatVector P0 = constant(1.9875691500e-4f);
    private static final FloatVector P1 = constant(1.3981999507e-3f);
    private static final FloatVector P2 = constant(8.3334519073e-3f);
    private static final FloatVector P3 = constant(4.1665795894e-2f);
    private static final FloatVector P4 = constant(1.6666665459e-1f);
    private static final FloatVector P5 = constant(5.0000001201e-1f);
    private static final FloatVector OVERFLOW = constant(89f);
    private static final FloatVector UNDERFLOW = constant(-104f);
    private static final FloatVector MINUS_ONE_FROM = constant(-80f);
    private static final FloatVector MINUS_ONE = constant(-1f);
    private static final FloatVector TWO = constant(2f);
    private static final FloatVector SINH0 = constant(2.03721912945e-4f);
    private static final FloatVector SINH1 = constant(8.33028376239e-3f);
    private static final FloatVector SINH2 = constant(1.66667160211e-1f);
    private static final IntVector BIAS = FloatBits.bits(127);
    private static final IntVector SHIFTER_LESS_BIAS = FloatBits.SHIFTER_BITS.sub(BIAS);
    private static final IntVector SHIFTER_LESS_BIAS_AND_ONE = SHIFTER_LESS_BIAS.add(1);
    private static final IntVector SHIFTER_LESS_64 = SHIFTER_LESS_BIAS.sub(64);
    private static final FloatVector TWO_TO_MINUS_64 = constant(0x1p-64f);

    private FloatExponential() {}

    static FloatVector exp(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, SHIFTER);
        IntVector k = shifted.reinterpretAsInts().sub(FloatBits.SHIFTER_BITS);
        // 2ᵏ in two steps, so that results may be subnormal or round to infinity.
        IntVector half = k.lanewise(VectorOperators.ASHR, 1);
        return small(rest(x, shifted))
                .add(ONE)
                .mul(power(half.add(BIAS)))
                .mul(power(k.sub(half).add(BIAS)))
                .blend(INFINITY, x.compare(VectorOperators.GT, OVERFLOW))
                .blend(ZERO, x.lt(UNDERFLOW));
    }

    /** For x ≤ 0 only. */
    static FloatVector expOfNegative(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, SHIFTER);
        // 2ᵏ in two steps, so that results may be subnormal.
        return small(rest(x, shifted))
                .add(ONE)
                .mul(power(shifted.reinterpretAsInts().sub(SHIFTER_LESS_64)))
                .mul(TWO_TO_MINUS_64)
                .blend(ZERO, x.lt(UNDERFLOW));
    }

    static FloatVector expm1(FloatVector x) {
        FloatVector shifted = x.fma(LOG2_E, SHIFTER);
        // Half of 2ᵏ, because 2¹²⁸ is not a float.
        FloatVector scale = power(shifted.reinterpretAsInts().sub(SHIFTER_LESS_BIAS_AND_ONE));
        FloatVector y = scale.fma(small(rest(x, shifted)), scale.sub(HALF)).mul(TWO);
        return y.blend(INFINITY, x.compare(VectorOperators.GT, OVERFLOW))
                .blend(MINUS_ONE, x.lt(MINUS_ONE_FROM))
                .blend(x, x.eq(ZERO));
    }

    static FloatVector sigmoid(FloatVector x) {
        FloatVector e = expOfNegative(FloatBits.negativeAbs(x));
        FloatVector y = ONE.div(e.add(ONE));
        return y.blend(e.mul(y), x.lt(ZERO));
    }

    static FloatVector sinh(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        FloatVector a = bits.and(FloatBits.MAGNITUDE).reinterpretAsFloats();
        FloatVector root = expOfHalf(a);
        FloatVector large = root.mul(HALF).fma(root, MINUS_HALF.div(root).div(root));
        FloatVector z = a.mul(a);
        FloatVector small = SINH0.fma(z, SINH1).fma(z, SINH2).mul(z).fma(a, a);
        return large.blend(small, a.lt(ONE))
                .reinterpretAsInts()
                .or(bits.and(FloatBits.SIGN))
                .reinterpretAsFloats();
    }

    static FloatVector cosh(FloatVector x) {
        FloatVector root = expOfHalf(FloatBits.abs(x));
        return root.mul(HALF).fma(root, HALF.div(root).div(root));
    }

    /** √eᵃ for a ≥ 0: its square overflows where sinh and cosh do, and not before. */
    private static FloatVector expOfHalf(FloatVector a) {
        FloatVector x = a.mul(HALF);
        FloatVector shifted = x.fma(LOG2_E, SHIFTER);
        return small(rest(x, shifted))
                .add(ONE)
                .mul(power(shifted.reinterpretAsInts().sub(SHIFTER_LESS_BIAS)))
                .blend(INFINITY, x.compare(VectorOperators.GT, OVERFLOW));
    }

    private static FloatVector rest(FloatVector x, FloatVector shifted) {
        FloatVector k = shifted.sub(SHIFTER);
        return k.fma(MINUS_LN2_LOW, k.fma(MINUS_LN2_HIGH, x));
    }

    /** eʳ − 1 for |r| ≤ ½ ln 2. */
    private static FloatVector small(FloatVector r) {
        FloatVector p = P0.fma(r, P1).fma(r, P2).fma(r, P3).fma(r, P4).fma(r, P5);
        return p.mul(r).fma(r, r);
    }

    private static FloatVector power(IntVector biased) {
        return biased.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    }
}
