package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;
import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;

/**
 * ln(1 + eˣ) = max(x, 0) + ln(1 + e) with e = e^−|x|, to two units in the last place. The logarithm is 2 artanh s with
 * s = e / (2 + e), which is at most ⅓; (artanh s − s) / s³ is a polynomial in s², a Chebyshev fit.
 */
final class FloatSoftplus {
    private static final FloatVector TWO = constant(2f);
    private static final FloatVector P0 = constant(1.161216497e-1f);
    private static final FloatVector P1 = constant(1.085328758e-1f);
    private static final FloatVector P2 = constant(1.429617852e-1f);
    private static final FloatVector P3 = constant(1.999985278e-1f);
    private static final FloatVector P4 = constant(3.333333433e-1f);

    private FloatSoftplus() {}

    static FloatVector softplus(FloatVector x) {
        FloatVector e = FloatExponential.expOfNegative(FloatBits.negativeAbs(x));
        FloatVector s = e.div(e.add(TWO));
        FloatVector z = s.mul(s);
        FloatVector p = P0.fma(z, P1).fma(z, P2).fma(z, P3).fma(z, P4);
        FloatVector artanh = p.mul(z).fma(s, s);
        return artanh.fma(TWO, x.blend(ZERO, x.lt(ZERO)));
    }
}
