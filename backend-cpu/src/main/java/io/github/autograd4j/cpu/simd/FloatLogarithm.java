package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.INFINITY;
import static io.github.autograd4j.cpu.simd.FloatBits.MINUS_HALF;
import static io.github.autograd4j.cpu.simd.FloatBits.ONE;
import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;
import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Logarithms, to one or two units in the last place, by the polynomial of S. L. Moshier's Cephes library (logf): x is
 * 2ᵏ·(1 + m) with 1 + m between √½ and √2.
 */
final class FloatLogarithm {
    private static final FloatVector LN2_HIGH = constant(0.693359375f);
    private static final FloatVector LN2_LOW = constant(-2.12194440e-4f);
    private static final FloatVector MINUS_LN2_HIGH = constant(-6.9313812256e-1f);
    private static final FloatVector MINUS_LN2_LOW = constant(-9.0580006145e-6f);
    private static final FloatVector NOT_ROUNDED_FROM = constant(0x1p25f);
    private static final FloatVector LOG2_E_REST = constant(0.44269504088896341f);
    private static final FloatVector LOG10_E = constant(0.43429448190325182765f);
    private static final FloatVector LOG10_2_HIGH = constant(0.30078125f);
    private static final FloatVector LOG10_2_LOW = constant(2.48745663981195213739e-4f);
    private static final FloatVector P0 = constant(7.0376836292e-2f);
    private static final FloatVector P1 = constant(-1.1514610310e-1f);
    private static final FloatVector P2 = constant(1.1676998740e-1f);
    private static final FloatVector P3 = constant(-1.2420140846e-1f);
    private static final FloatVector P4 = constant(1.4249322787e-1f);
    private static final FloatVector P5 = constant(-1.6668057665e-1f);
    private static final FloatVector P6 = constant(2.0000714765e-1f);
    private static final FloatVector P7 = constant(-2.4999993993e-1f);
    private static final FloatVector P8 = constant(3.3333331174e-1f);
    private static final FloatVector MINUS_ONE = constant(-1f);
    private static final FloatVector NAN = constant(Float.NaN);
    private static final FloatVector MINUS_INFINITY = constant(Float.NEGATIVE_INFINITY);
    private static final FloatVector MIN_NORMAL = constant(Float.MIN_NORMAL);
    private static final FloatVector TO_NORMAL = constant(0x1p23f);

    /** The shifter, and the exponents that {@link #TO_NORMAL} added. */
    private static final FloatVector SHIFTER_AND_23 = FloatBits.SHIFTER.add(23f);

    /** The bits of √½. */
    private static final IntVector LOWEST = FloatBits.bits(0x3F3504F3);

    private static final IntVector ONE_BITS = FloatBits.ONE.reinterpretAsInts();

    private FloatLogarithm() {}

    static FloatVector log(FloatVector x) {
        VectorMask<Float> subnormal = x.lt(MIN_NORMAL);
        IntVector bits = x.blend(x.mul(TO_NORMAL), subnormal).reinterpretAsInts();
        IntVector k = bits.sub(LOWEST).lanewise(VectorOperators.ASHR, 23);
        FloatVector m = fraction(bits, k);
        FloatVector e = exponent(k, subnormal);
        FloatVector y = e.fma(LN2_HIGH, m.add(e.fma(LN2_LOW, remainder(m))));
        return edges(y, x, ZERO);
    }

    static FloatVector log2(FloatVector x) {
        VectorMask<Float> subnormal = x.lt(MIN_NORMAL);
        IntVector bits = x.blend(x.mul(TO_NORMAL), subnormal).reinterpretAsInts();
        IntVector k = bits.sub(LOWEST).lanewise(VectorOperators.ASHR, 23);
        FloatVector m = fraction(bits, k);
        FloatVector p = remainder(m);
        // m + p times log₂e, the 1 of it apart.
        FloatVector small = p.fma(LOG2_E_REST, m.mul(LOG2_E_REST)).add(p).add(m);
        return edges(small.add(exponent(k, subnormal)), x, ZERO);
    }

    static FloatVector log10(FloatVector x) {
        VectorMask<Float> subnormal = x.lt(MIN_NORMAL);
        IntVector bits = x.blend(x.mul(TO_NORMAL), subnormal).reinterpretAsInts();
        IntVector k = bits.sub(LOWEST).lanewise(VectorOperators.ASHR, 23);
        FloatVector m = fraction(bits, k);
        FloatVector e = exponent(k, subnormal);
        FloatVector small = remainder(m).fma(LOG10_E, m.mul(LOG10_E));
        return edges(e.fma(LOG10_2_HIGH, e.fma(LOG10_2_LOW, small)), x, ZERO);
    }

    /** 1 + x is 2ᵏ·(1 + m); m is computed from x as long as 1 + x is rounded, so that nothing is lost. */
    static FloatVector log1p(FloatVector x) {
        IntVector bits = x.add(ONE).reinterpretAsInts();
        IntVector k = bits.sub(LOWEST).lanewise(VectorOperators.ASHR, 23);
        IntVector shift = k.lanewise(VectorOperators.LSHL, 23);
        FloatVector scale = ONE_BITS.sub(shift).reinterpretAsFloats();
        // Minus (1 − scale), and below −k, so that −0 stays −0.
        FloatVector m = x.fma(scale, ONE.sub(scale).neg());
        FloatVector rounded = bits.sub(shift).reinterpretAsFloats().sub(ONE);
        m = m.blend(rounded, x.compare(VectorOperators.GT, NOT_ROUNDED_FROM));
        FloatVector e = FloatBits.SHIFTER.sub(k.add(FloatBits.SHIFTER_BITS).reinterpretAsFloats());
        FloatVector y = e.fma(MINUS_LN2_HIGH, m.add(e.fma(MINUS_LN2_LOW, remainder(m))));
        return edges(y, x, MINUS_ONE);
    }

    private static FloatVector fraction(IntVector bits, IntVector k) {
        return bits.sub(k.lanewise(VectorOperators.LSHL, 23))
                .reinterpretAsFloats()
                .sub(ONE);
    }

    private static FloatVector exponent(IntVector k, VectorMask<Float> subnormal) {
        FloatVector shifted = k.add(FloatBits.SHIFTER_BITS).reinterpretAsFloats();
        return shifted.sub(FloatBits.SHIFTER.blend(SHIFTER_AND_23, subnormal));
    }

    /** ln(1 + m) − m. */
    private static FloatVector remainder(FloatVector m) {
        FloatVector p = P0.fma(m, P1).fma(m, P2).fma(m, P3).fma(m, P4);
        p = p.fma(m, P5).fma(m, P6).fma(m, P7).fma(m, P8);
        FloatVector z = m.mul(m);
        return z.fma(MINUS_HALF, p.mul(m).mul(z));
    }

    private static FloatVector edges(FloatVector y, FloatVector x, FloatVector pole) {
        return x.blend(y, x.lt(INFINITY)).blend(MINUS_INFINITY, x.eq(pole)).blend(NAN, x.lt(pole));
    }
}
