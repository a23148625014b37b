package io.github.autograd4j.cpu;

/**
 * The error function in double, to about one unit in the last place: the rational approximations of W. J. Cody,
 * "Rational Chebyshev approximations for the error function", Math. Comp. 23 (1969) 631–637, with the coefficients of
 * his program CALERF (Netlib, SPECFUN).
 */
final class ErrorFunction {
    private static final double SMALL = 0.46875;
    private static final double ONE_OVER_SQRT_PI = 5.6418958354775628695e-1;

    private static final double[] SMALL_P = {
        1.85777706184603153e-1,
        3.16112374387056560e00,
        1.13864154151050156e02,
        3.77485237685302021e02,
        3.20937758913846947e03
    };
    private static final double[] SMALL_Q = {
        1, 2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03
    };
    private static final double[] MIDDLE_P = {
        2.15311535474403846e-8,
        5.64188496988670089e-1,
        8.88314979438837594e00,
        6.61191906371416295e01,
        2.98635138197400131e02,
        8.81952221241769090e02,
        1.71204761263407058e03,
        2.05107837782607147e03,
        1.23033935479799725e03
    };
    private static final double[] MIDDLE_Q = {
        1,
        1.57449261107098347e01,
        1.17693950891312499e02,
        5.37181101862009858e02,
        1.62138957456669019e03,
        3.29079923573345963e03,
        4.36261909014324716e03,
        3.43936767414372164e03,
        1.23033935480374942e03
    };
    private static final double[] LARGE_P = {
        1.63153871373020978e-2,
        3.05326634961232344e-1,
        3.60344899949804439e-1,
        1.25781726111229246e-1,
        1.60837851487422766e-2,
        6.58749161529837803e-4
    };
    private static final double[] LARGE_Q = {
        1,
        2.56852019228982242e00,
        1.87295284992346725e00,
        5.27905102951428412e-1,
        6.05183413124413191e-2,
        2.33520497626869185e-3
    };

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        if (a <= SMALL) {
            double square = x * x;
            return x * horner(SMALL_P, square) / horner(SMALL_Q, square);
        }
        if (a > 6) {
            return Math.copySign(1, x);
        }
        return Double.isNaN(x) ? x : Math.copySign(1 - complement(a), x);
    }

    private static double complement(double x) {
        if (x <= 4) {
            return gauss(x) * horner(MIDDLE_P, x) / horner(MIDDLE_Q, x);
        }
        double z = 1 / (x * x);
        return gauss(x) * (ONE_OVER_SQRT_PI - z * horner(LARGE_P, z) / horner(LARGE_Q, z)) / x;
    }

    /** e^(−x²), the square taken in two parts so that its rounding is not magnified. */
    private static double gauss(double x) {
        double head = Math.rint(x * 16) / 16;
        return Math.exp(-head * head) * Math.exp(-(x - head) * (x + head));
    }

    private static double horner(double[] coefficients, double x) {
        double value = coefficients[0];
        for (int i = 1; i < coefficients.length; i++) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
