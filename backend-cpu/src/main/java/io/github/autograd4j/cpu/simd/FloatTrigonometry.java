package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.MINUS_HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.ONE;
import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;
import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Sine, cosine and tangent, to two to four units in the last place, by the polynomials of S. L. Moshier's Cephes library
 * (sinf, cosf). Angles up to {@link #LARGEST} only: π/2 is subtracted in three parts.
 */
final class FloatTrigonometry {
    static final float LARGEST = 32768f;

    private static final FloatVector TWO_OVER_PI = constant(0.63661977236758134308f);
    private static final FloatVector MINUS_HALF_PI_1 = constant(-0x1.921fb6p+0f);
    private static final FloatVector MINUS_HALF_PI_2 = constant(0x1.777a5cp-25f);
    private static final FloatVector MINUS_HALF_PI_3 = constant(0x1.ee59dap-50f);
    private static final FloatVector S0 = constant(-1.9515295891e-4f);
    private static final FloatVector S1 = constant(8.3321608736e-3f);
    private static final FloatVector S2 = constant(-1.6666654611e-1f);
    private static final FloatVector C0 = constant(2.443315711809948e-5f);
    private static final FloatVector C1 = constant(-1.388731625493765e-3f);
    private static final FloatVector C2 = constant(4.166664568298827e-2f);
    private static final IntVector ONE_BITS = ONE.reinterpretAsInts();
    private static final IntVector NEXT = FloatBits.bits(1);

    private FloatTrigonometry() {}

    static FloatVector sin(FloatVector x) {
        FloatVector shifted = x.fma(TWO_OVER_PI, FloatBits.SHIFTER);
        IntVector quadrant = shifted.reinterpretAsInts();
        FloatVector r = rest(x, shifted);
        FloatVector z = r.mul(r);
        FloatVector y = sine(r, z).blend(cosine(z), odd(quadrant));
        return x.blend(negateUpper(y, quadrant), x.compare(VectorOperators.NE, ZERO));
    }

    static FloatVector cos(FloatVector x) {
        FloatVector shifted = x.fma(TWO_OVER_PI, FloatBits.SHIFTER);
        IntVector quadrant = shifted.reinterpretAsInts();
        FloatVector r = rest(x, shifted);
        FloatVector z = r.mul(r);
        FloatVector y = cosine(z).blend(sine(r, z), odd(quadrant));
        return negateUpper(y, quadrant.add(NEXT));
    }

    static FloatVector tan(FloatVector x) {
        FloatVector shifted = x.fma(TWO_OVER_PI, FloatBits.SHIFTER);
        FloatVector r = rest(x, shifted);
        FloatVector z = r.mul(r);
        FloatVector s = sine(r, z);
        FloatVector c = cosine(z);
        VectorMask<Float> odd = odd(shifted.reinterpretAsInts());
        FloatVector y = s.blend(c.neg(), odd).div(c.blend(s, odd));
        return x.blend(y, x.compare(VectorOperators.NE, ZERO));
    }

    private static FloatVector rest(FloatVector x, FloatVector shifted) {
        FloatVector k = shifted.sub(FloatBits.SHIFTER);
        return k.fma(MINUS_HALF_PI_3, k.fma(MINUS_HALF_PI_2, k.fma(MINUS_HALF_PI_1, x)));
    }

    private static VectorMask<Float> odd(IntVector quadrant) {
        return quadrant.lanewise(VectorOperators.LSHL, 31)
                .or(ONE_BITS)
                .reinterpretAsFloats()
                .lt(ZERO);
    }

    private static FloatVector negateUpper(FloatVector y, IntVector quadrant) {
        IntVector sign = quadrant.lanewise(VectorOperators.LSHL, 30).and(FloatBits.SIGN);
        return y.reinterpretAsInts().lanewise(VectorOperators.XOR, sign).reinterpretAsFloats();
    }

    private static FloatVector sine(FloatVector r, FloatVector z) {
        return S0.fma(z, S1).fma(z, S2).mul(z).fma(r, r);
    }

    private static FloatVector cosine(FloatVector z) {
        return C0.fma(z, C1).fma(z, C2).mul(z).fma(z, z.fma(MINUS_HALF, ONE));
    }
}
