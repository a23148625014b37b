package io.github.autograd4j.cpu.simd;

import static io.github.autograd4j.cpu.simd.FloatBits.constant;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The error function, to six units in the last place, by the rational approximation of the Eigen library. */
final class FloatErf {
    /** Beyond this the function is 1 in float. */
    private static final IntVector ONE_FROM = constant(4f).reinterpretAsInts();

    private static final FloatVector LINEAR_TO = constant(3e-4f);
    private static final FloatVector TWO_OVER_SQRT_PI = constant(1.12837916709551257f);
    private static final FloatVector P0 = constant(-2.72614225801306e-10f);
    private static final FloatVector P1 = constant(2.77068142495902e-08f);
    private static final FloatVector P2 = constant(-2.10102402082508e-06f);
    private static final FloatVector P3 = constant(-5.69250639462346e-05f);
    private static final FloatVector P4 = constant(-7.34990630326855e-04f);
    private static final FloatVector P5 = constant(-2.95459980854025e-03f);
    private static final FloatVector P6 = constant(-1.60960333262415e-02f);
    private static final FloatVector Q0 = constant(-1.45660718464996e-05f);
    private static final FloatVector Q1 = constant(-2.13374055278905e-04f);
    private static final FloatVector Q2 = constant(-1.68282697438203e-03f);
    private static final FloatVector Q3 = constant(-7.37332916720468e-03f);
    private static final FloatVector Q4 = constant(-1.42647390514189e-02f);

    private FloatErf() {}

    static FloatVector erf(FloatVector x) {
        IntVector magnitude = x.reinterpretAsInts().and(FloatBits.MAGNITUDE);
        FloatVector a = magnitude.min(ONE_FROM).reinterpretAsFloats();
        FloatVector z = a.mul(a);
        FloatVector p =
                P0.fma(z, P1).fma(z, P2).fma(z, P3).fma(z, P4).fma(z, P5).fma(z, P6);
        FloatVector q = Q0.fma(z, Q1).fma(z, Q2).fma(z, Q3).fma(z, Q4);
        FloatVector y = FloatBits.withSign(a.mul(p).div(q).min(FloatBits.ONE), x);
        // The quotient would lose digits of subnormal numbers; NaN takes this way too.
        return x.mul(TWO_OVER_SQRT_PI).blend(y, magnitude.reinterpretAsFloats().compare(VectorOperators.GE, LINEAR_TO));
    }
}
