package io.github.autograd4j.cpu;

/** erf in double, to about the last place. */
final class ErrorFunction {
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ONE_OVER_SQRT_PI = 1 / Math.sqrt(Math.PI);
    private static final double SERIES_LIMIT = 2.5;
    private static final int FRACTION_TERMS = 40;

    private ErrorFunction() {}

    static double erf(double x) {
        double a = Math.abs(x);
        if (a < SERIES_LIMIT) {
            return series(x);
        }
        if (a > 6) {
            return Math.copySign(1, x);
        }
        return Double.isNaN(x) ? x : Math.copySign(1 - complement(a), x);
    }

    /** erf x = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)); all terms have one sign. */
    private static double series(double x) {
        double square = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 0x1p-55; n++) {
            term *= 2 * square / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_SQRT_PI * Math.exp(-square) * sum;
    }

    /** erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), for large x. */
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n >= 1; n--) {
            fraction = x + n * 0.5 / fraction;
        }
        return Math.exp(-x * x) * ONE_OVER_SQRT_PI / fraction;
    }
}
