package io.github.autograd4j;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The three ways in which PyTorch writes floating-point numbers; one is chosen for all elements of a tensor. */
enum FloatStyle {
    /** Integers with a point: {@code 3.} */
    WHOLE {
        @Override
        String finite(double value) {
            return fixed(value, 0) + ".";
        }
    },
    /** Four decimals: {@code 3.1416} */
    DECIMAL {
        @Override
        String finite(double value) {
            return fixed(value, DIGITS);
        }
    },
    /** Five digits and a power of ten: {@code 3.1416e+00} */
    SCIENTIFIC {
        @Override
        String finite(double value) {
            BigDecimal rounded =
                    new BigDecimal(Math.abs(value)).round(new MathContext(DIGITS + 1, RoundingMode.HALF_EVEN));
            int exponent = value == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
            BigDecimal mantissa = rounded.movePointLeft(exponent).setScale(DIGITS, RoundingMode.UNNECESSARY);
            String power = (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
            return sign(value) + mantissa.toPlainString() + power;
        }
    };

    private static final int DIGITS = 4;

    /** Above this ratio of the largest to the smallest number, decimals would hide the small ones. */
    private static final double WIDE = 1e3;

    private static final double LARGE = 1e8;
    private static final double SMALL = 1e-4;

    abstract String finite(double value);

    /** Chooses by the numbers that are neither 0, infinite nor NaN. */
    static FloatStyle of(double[] values) {
        boolean whole = true;
        double min = Double.POSITIVE_INFINITY;
        double max = 0;
        for (double value : values) {
            if (counts(value)) {
                whole &= value == Math.rint(value);
                min = Math.min(min, Math.abs(value));
                max = Math.max(max, Math.abs(value));
            }
        }
        boolean scientific = max != 0 && (max / min > WIDE || max > LARGE || !whole && min < SMALL);
        return scientific ? SCIENTIFIC : whole ? WHOLE : DECIMAL;
    }

    /** The width of a column; as in PyTorch the texts of 0, infinities and NaN may exceed it. */
    int width(double[] values) {
        int width = 1;
        for (double value : values) {
            if (counts(value)) {
                width = Math.max(width, text(value).length());
            }
        }
        return width;
    }

    String text(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? sign(value) + "inf" : finite(value);
    }

    private static boolean counts(double value) {
        return value != 0 && Double.isFinite(value);
    }

    /** The exact binary value, rounded half to even, as C and Python round it; a negative number keeps its sign at 0. */
    private static String fixed(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(Math.abs(value)).setScale(decimals, RoundingMode.HALF_EVEN);
        return sign(value) + rounded.toPlainString();
    }

    private static String sign(double value) {
        return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    }
}
