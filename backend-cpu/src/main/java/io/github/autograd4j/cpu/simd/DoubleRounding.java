package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.DoubleBits.ONE;
import static io.github.autograd4j.cpu.simd.DoubleBits.ZERO;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/** Rounding to integers and signs; exact. */
final class DoubleRounding {
    /** From here on every number is an integer. */
    private static final DoubleVector INTEGERS = DoubleBits.constant(0x1p52);

    private DoubleRounding() {}

    /** To nearest, ties to even. */
    static DoubleVector round(DoubleVector x) {
        DoubleVector a = DoubleBits.abs(x);
        DoubleVector y = DoubleBits.withSign(a.add(INTEGERS).sub(INTEGERS), x);
        return x.blend(y, a.lt(INTEGERS));
    }

    static DoubleVector floor(DoubleVector x) {
        DoubleVector y = round(x);
        return y.blend(y.sub(ONE), y.compare(VectorOperators.GT, x));
    }

    static DoubleVector ceil(DoubleVector x) {
        DoubleVector y = round(x);
        // −0 where a number above −1 goes up to zero.
        return DoubleBits.copySign(y.blend(y.add(ONE), y.lt(x)), x);
    }

    static DoubleVector trunc(DoubleVector x) {
        DoubleVector a = DoubleBits.abs(x);
        DoubleVector y = a.add(INTEGERS).sub(INTEGERS);
        y = DoubleBits.withSign(y.blend(y.sub(ONE), y.compare(VectorOperators.GT, a)), x);
        return x.blend(y, a.lt(INTEGERS));
    }

    static DoubleVector sign(DoubleVector x) {
        DoubleVector one = DoubleBits.withSign(ONE, x);
        return x.blend(one, DoubleBits.abs(x).compare(VectorOperators.GT, ZERO));
    }
}
