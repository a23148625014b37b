package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.ONE;
import static io.github.autograd4j.cpu.simd.FloatBits.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Rounding to integers and signs; exact. */
final class FloatRounding {
    /** From here on every number is an integer. */
    private static final FloatVector INTEGERS = FloatBits.constant(0x1p23f);

    private FloatRounding() {}

    /** To nearest, ties to even. */
    static FloatVector round(FloatVector x) {
        FloatVector a = FloatBits.abs(x);
        FloatVector y = FloatBits.withSign(a.add(INTEGERS).sub(INTEGERS), x);
        return x.blend(y, a.lt(INTEGERS));
    }

    static FloatVector floor(FloatVector x) {
        FloatVector y = round(x);
        return y.blend(y.sub(ONE), y.compare(VectorOperators.GT, x));
    }

    static FloatVector ceil(FloatVector x) {
        FloatVector y = round(x);
        // −0 where a number above −1 goes up to zero.
        return FloatBits.copySign(y.blend(y.add(ONE), y.lt(x)), x);
    }

    static FloatVector trunc(FloatVector x) {
        FloatVector a = FloatBits.abs(x);
        FloatVector y = a.add(INTEGERS).sub(INTEGERS);
        y = FloatBits.withSign(y.blend(y.sub(ONE), y.compare(VectorOperators.GT, a)), x);
        return x.blend(y, a.lt(INTEGERS));
    }

    static FloatVector sign(FloatVector x) {
        FloatVector one = FloatBits.withSign(ONE, x);
        return x.blend(one, FloatBits.abs(x).compare(VectorOperators.GT, ZERO));
    }
}
