package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.MINUS_HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.ONE;
import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;
import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Inverse circular functions, to three units in the last place, by the polynomials of S. L. Moshier's Cephes library
 * (asinf, atanf).
 */
final class FloatArc {
    private static final FloatVector HALF_PI = constant(0x1.921fb6p+0f);
    private static final FloatVector QUARTER_PI = constant(0x1.921fb6p-1f);
    private static final FloatVector PI = constant(0x1.921fb6p+1f);

    /** What {@link #HALF_PI} and {@link #PI} are too large by. */
    private static final FloatVector HALF_PI_EXCESS = constant(0x1.777a5cp-25f);

    private static final FloatVector PI_EXCESS = constant(0x1.777a5cp-24f);
    private static final FloatVector A0 = constant(4.2163199048e-2f);
    private static final FloatVector A1 = constant(2.4181311049e-2f);
    private static final FloatVector A2 = constant(4.5470025998e-2f);
    private static final FloatVector A3 = constant(7.4953002686e-2f);
    private static final FloatVector A4 = constant(1.6666752422e-1f);
    private static final FloatVector T0 = constant(8.05374449538e-2f);
    private static final FloatVector T1 = constant(-1.38776856032e-1f);
    private static final FloatVector T2 = constant(1.99777106478e-1f);
    private static final FloatVector T3 = constant(-3.33329491539e-1f);
    private static final FloatVector TAN_3_8_PI = constant(2.414213562373095f);
    private static final FloatVector TAN_1_8_PI = constant(0.4142135623730950f);
    private static final FloatVector MINUS_ONE = constant(-1f);

    private FloatArc() {}

    static FloatVector asin(FloatVector x) {
        FloatVector a = FloatBits.abs(x);
        VectorMask<Float> outer = a.compare(VectorOperators.GT, HALF);
        // arcsin a = π/2 − 2 arcsin √((1 − a)/2)
        FloatVector z = a.mul(a).blend(a.fma(MINUS_HALF, HALF), outer);
        FloatVector y = arc(a.blend(z.lanewise(VectorOperators.SQRT), outer), z);
        y = y.blend(HALF_PI.sub(y.add(y).add(HALF_PI_EXCESS)), outer);
        return FloatBits.withSign(y, x);
    }

    static FloatVector acos(FloatVector x) {
        FloatVector a = FloatBits.abs(x);
        VectorMask<Float> outer = a.compare(VectorOperators.GT, HALF);
        FloatVector z = a.mul(a).blend(a.fma(MINUS_HALF, HALF), outer);
        FloatVector y = arc(a.blend(z.lanewise(VectorOperators.SQRT), outer), z);
        FloatVector inner = HALF_PI.sub(FloatBits.withSign(y, x).add(HALF_PI_EXCESS));
        FloatVector twice = y.add(y);
        FloatVector left = PI.sub(twice.add(PI_EXCESS));
        return inner.blend(twice.blend(left, x.lt(ZERO)), outer);
    }

    static FloatVector atan(FloatVector x) {
        FloatVector a = FloatBits.abs(x);
        VectorMask<Float> large = a.compare(VectorOperators.GT, TAN_3_8_PI);
        VectorMask<Float> middle = a.compare(VectorOperators.GT, TAN_1_8_PI);
        // arctan a = π/4 + arctan (a − 1)/(a + 1) = π/2 + arctan −1/a
        FloatVector above = a.blend(a.sub(ONE), middle).blend(MINUS_ONE, large);
        FloatVector below = ONE.blend(a.add(ONE), middle).blend(a, large);
        FloatVector base = ZERO.blend(QUARTER_PI, middle).blend(HALF_PI, large);
        FloatVector t = above.div(below);
        FloatVector z = t.mul(t);
        FloatVector p = T0.fma(z, T1).fma(z, T2).fma(z, T3);
        return FloatBits.withSign(base.add(p.mul(z).fma(t, t)), x);
    }

    /** arcsin y for y² = z ≤ ¼. */
    private static FloatVector arc(FloatVector y, FloatVector z) {
        return A0.fma(z, A1).fma(z, A2).fma(z, A3).fma(z, A4).mul(z).fma(y, y);
    }
}
