package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.op.ScalarOp;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of one operand against {@link Math} in double, over all of the floating-point numbers. */
class UnaryKernelsTest {
    private static final int BLOCK = 1 << 12;

    /** Floats a sample apart: a prime, so that the sample meets every pattern of low bits. */
    private static final int FLOAT_STEP = 20_011;

    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        0.5f,
        -0.5f,
        1.5f,
        2.5f,
        -2.5f,
        3f,
        1e-10f,
        -1e-10f,
        4e-4f,
        7.9988f,
        -7.9988f,
        20f,
        -20f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88.72f,
        88.73f,
        89.4f,
        89.5f,
        -87.5f,
        -103.9f,
        -104.1f,
        100f,
        -100f,
        8388607.5f,
        8388608f,
        -8388609f,
        4194303.5f,
        32768f,
        32769f,
        1e30f,
        0.99999994f
    };

    /** What there is to compute, and how many units in the last place a float result may be off. */
    private enum Function {
        NEG(x -> -x, 0),
        ABS(Math::abs, 0),
        SIGN(Math::signum, 0),
        SQRT(Math::sqrt, 0.501),
        RSQRT(x -> 1 / Math.sqrt(x), 1.5),
        RECIPROCAL(x -> 1 / x, 0.501),
        EXP(Math::exp, 1.5),
        EXPM1(Math::expm1, 2),
        LOG(Math::log, 1.5),
        LOG1P(Math::log1p, 2),
        LOG2(x -> Math.log(x) / Math.log(2), 2),
        LOG10(Math::log10, 2.5),
        SIN(Math::sin, 2),
        COS(Math::cos, 2),
        TAN(Math::tan, 4),
        ASIN(Math::asin, 3),
        ACOS(Math::acos, 2),
        ATAN(Math::atan, 3.5),
        SINH(Math::sinh, 4),
        COSH(Math::cosh, 3.5),
        TANH(Math::tanh, 5),
        SIGMOID(x -> x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)), 3),
        SOFTPLUS(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))), 3),
        ERF(ErrorFunction::erf, 6),
        FLOOR(Math::floor, 0),
        CEIL(Math::ceil, 0),
        ROUND(Math::rint, 0),
        TRUNC(x -> x < 0 ? Math.ceil(x) : Math.floor(x), 0);

        final DoubleUnaryOperator exact;
        final double floatUlps;

        Function(DoubleUnaryOperator exact, double floatUlps) {
            this.exact = exact;
            this.floatUlps = floatUlps;
        }

        ScalarOp op() {
            return ScalarOp.valueOf(name());
        }
    }

    /** Units in the last place by which a double result may be off. */
    private static final Map<Function, Double> DOUBLE_ULPS = new EnumMap<>(Map.of(Function.LOG2, 3.0));

    static Stream<Arguments> functions() {
        return KernelSets.all().stream()
                .flatMap(set -> Arrays.stream(Function.values()).map(f -> Arguments.of(set.name(), f, set.kernels())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("functions")
    void floats(String set, Function function, CpuKernels kernels) {
        float[] x = new float[BLOCK];
        float[] y = new float[BLOCK];
        for (long first = 0; first <= 0xFFFF_FFFFL; first += (long) BLOCK * FLOAT_STEP) {
            for (int i = 0; i < BLOCK; i++) {
                x[i] = Float.intBitsToFloat((int) (first + (long) i * FLOAT_STEP));
            }
            kernels.unary(function.op(), BLOCK, x, 0, y, 0);
            for (int i = 0; i < BLOCK; i++) {
                check(function, x[i], y[i]);
            }
        }
        float[] edges = new float[EDGES.length];
        kernels.unary(function.op(), edges.length, EDGES, 0, edges, 0);
        for (int i = 0; i < edges.length; i++) {
            check(function, EDGES[i], edges[i]);
        }
    }

    private static void check(Function function, float x, float y) {
        double exact = function.exact.applyAsDouble(x);
        float expected = (float) exact;
        if (Float.floatToIntBits(y) == Float.floatToIntBits(expected)) {
            return;
        }
        boolean close = Math.abs(y - exact) <= function.floatUlps * Math.ulp(expected);
        if (!close || expected == 0 && function.floatUlps == 0) {
            assertThat(y).as("%s(%s)", function, x).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("functions")
    void doubles(String set, Function function, CpuKernels kernels) {
        double[] x = new double[1000 + EDGES.length];
        for (int i = 0; i < 1000; i++) {
            double small = (i - 500) * 0.0371;
            x[i] = i % 3 == 0 ? small : i % 3 == 1 ? small * small * small / 7 : Math.exp(small * 10);
        }
        for (int i = 0; i < EDGES.length; i++) {
            x[1000 + i] = EDGES[i];
        }
        double[] y = new double[x.length];
        kernels.unary(function.op(), x.length, x, 0, y, 0);
        double ulps = DOUBLE_ULPS.getOrDefault(function, 2.0);
        for (int i = 0; i < x.length; i++) {
            double expected = function.exact.applyAsDouble(x[i]);
            if (Double.doubleToLongBits(y[i]) != Double.doubleToLongBits(expected)
                    && !(Math.abs(y[i] - expected) <= ulps * Math.ulp(expected))) {
                assertThat(y[i]).as("%s(%s)", function, x[i]).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("functions")
    void placeDoesNotMatter(String set, Function function, CpuKernels kernels) {
        float[] x = Arrays.copyOf(EDGES, 100);
        double[] wide = new double[100];
        for (int i = 0; i < 100; i++) {
            x[i] = i < EDGES.length ? EDGES[i] : i * 0.1f - 6;
            wide[i] = x[i];
        }
        for (int n : new int[] {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65}) {
            for (int offset : new int[] {0, 1, 5, 35}) {
                float[] y = new float[100];
                kernels.unary(function.op(), n, x, offset, y, 3);
                double[] w = new double[100];
                kernels.unary(function.op(), n, wide, offset, w, 3);
                for (int i = 0; i < 100; i++) {
                    float[] one = {x[Math.floorMod(offset + i - 3, 100)]};
                    double[] wideOne = {one[0]};
                    boolean inside = i >= 3 && i < 3 + n;
                    if (inside) {
                        kernels.unary(function.op(), 1, one, 0, one, 0);
                        kernels.unary(function.op(), 1, wideOne, 0, wideOne, 0);
                    }
                    assertThat(Float.floatToIntBits(y[i])).isEqualTo(inside ? Float.floatToIntBits(one[0]) : 0);
                    assertThat(Double.doubleToLongBits(w[i]))
                            .isEqualTo(inside ? Double.doubleToLongBits(wideOne[0]) : 0);
                }
            }
        }
        float[] inPlace = x.clone();
        float[] expected = new float[100];
        kernels.unary(function.op(), 97, x, 1, expected, 1);
        kernels.unary(function.op(), 97, inPlace, 1, inPlace, 1);
        assertThat(Arrays.copyOfRange(inPlace, 1, 98)).isEqualTo(Arrays.copyOfRange(expected, 1, 98));
    }
}
