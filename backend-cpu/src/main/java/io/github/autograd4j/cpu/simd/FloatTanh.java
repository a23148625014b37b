package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The hyperbolic tangent, to five units in the last place, by the rational approximation of the Eigen library. */
final class FloatTanh {
    /** Beyond this the function is 1 in float. */
    private static final IntVector ONE_FROM = constant(7.99881172180175781f).reinterpretAsInts();

    private static final FloatVector LINEAR_TO = constant(4e-4f);
    private static final FloatVector P0 = constant(-2.76076847742355e-16f);
    private static final FloatVector P1 = constant(2.00018790482477e-13f);
    private static final FloatVector P2 = constant(-8.60467152213735e-11f);
    private static final FloatVector P3 = constant(5.12229709037114e-08f);
    private static final FloatVector P4 = constant(1.48572235717979e-05f);
    private static final FloatVector P5 = constant(6.37261928875436e-04f);
    private static final FloatVector P6 = constant(4.89352455891786e-03f);
    private static final FloatVector Q0 = constant(1.19825839466702e-06f);
    private static final FloatVector Q1 = constant(1.18534705686654e-04f);
    private static final FloatVector Q2 = constant(2.26843463243900e-03f);
    private static final FloatVector Q3 = constant(4.89352518554385e-03f);

    private FloatTanh() {}

    static FloatVector tanh(FloatVector x) {
        IntVector magnitude = x.reinterpretAsInts().and(FloatBits.MAGNITUDE);
        FloatVector a = magnitude.min(ONE_FROM).reinterpretAsFloats();
        FloatVector z = a.mul(a);
        FloatVector p =
                P0.fma(z, P1).fma(z, P2).fma(z, P3).fma(z, P4).fma(z, P5).fma(z, P6);
        FloatVector q = Q0.fma(z, Q1).fma(z, Q2).fma(z, Q3);
        FloatVector y = FloatBits.withSign(a.mul(p).div(q), x);
        // Where x is tiny it is the answer itself; NaN takes this way too.
        return x.blend(y, magnitude.reinterpretAsFloats().compare(VectorOperators.GE, LINEAR_TO));
    }
}
