package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ErrorFunctionTest {
    /** x and erf x, computed to 30 digits with mpmath. */
    private static final double[][] VALUES = {
        {1e-300, 1.1283791670955126022e-300},
        {1e-10, 1.128379167095512615e-10},
        {0.1, 0.1124629160182848984},
        {0.3, 0.32862675945912741619},
        {0.46875, 0.49261347321793799159},
        {0.46876, 0.49262253110684652927},
        {0.5, 0.52049987781304653768},
        {0.75, 0.7111556336535151316},
        {1, 0.84270079294971486934},
        {1.25, 0.92290012825645823014},
        {1.5, 0.96610514647531072707},
        {2, 0.99532226501895273416},
        {2.5, 0.99959304798255504106},
        {3, 0.99997790950300141456},
        {3.5, 0.99999925690162765859},
        {4, 0.99999998458274209972},
        {4.00001, 0.9999999845840118724},
        {4.5, 0.99999999980338395585},
        {5, 0.99999999999846254021},
        {5.5, 0.99999999999999264215},
        {5.9, 0.9999999999999999281},
        {6, 0.99999999999999997848},
    };

    @Test
    void agreesWithTabulatedValues() {
        for (double[] value : VALUES) {
            assertThat(ErrorFunction.erf(value[0])).isCloseTo(value[1], within(2 * Math.ulp(value[1])));
            assertThat(ErrorFunction.erf(-value[0])).isEqualTo(-ErrorFunction.erf(value[0]));
        }
    }

    @Test
    void agreesWithItsSeries() {
        for (double x = 0.001; x < 2.5; x += 0.001) {
            double expected = series(x);
            assertThat(ErrorFunction.erf(x)).isCloseTo(expected, within(20 * Math.ulp(expected)));
        }
    }

    /** 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)). */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 0x1p-55; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    @Test
    void saturatesAndKeepsZeroAndNaN() {
        assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(ErrorFunction.erf(-40)).isEqualTo(-1);
        assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
        assertThat(Double.doubleToRawLongBits(ErrorFunction.erf(-0.0))).isEqualTo(Double.doubleToRawLongBits(-0.0));
    }
}
