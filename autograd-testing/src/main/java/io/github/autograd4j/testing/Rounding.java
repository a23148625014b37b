package io.github.autograd4j.testing;

import io.github.autograd4j.DType;

/** What storing a number in a type does to it. */
final class Rounding {
    private Rounding() {}

    /** The nearest number of a floating type, ties to even. */
    static double toFloating(DType dtype, double value) {
        return switch (dtype) {
            case FLOAT64 -> value;
            case FLOAT32 -> (float) value;
            default -> nearestHalf(dtype, value);
        };
    }

    /** The next number of a floating type toward 0. */
    static double down(DType dtype, double value) {
        double rounded = toFloating(dtype, value);
        return Math.abs(rounded) > Math.abs(value) ? rounded - Math.copySign(unit(dtype, value), value) : rounded;
    }

    private static double nearestHalf(DType dtype, double value) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value;
        }
        double unit = unit(dtype, value);
        double rounded = Math.rint(value / unit) * unit;
        double end = dtype == DType.FLOAT16 ? 0x1p16 : 0x1p128;
        return Math.abs(rounded) >= end ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
    }

    /** The distance of neighbours around a value. */
    private static double unit(DType dtype, double value) {
        int exponent = Math.getExponent(value);
        return switch (dtype) {
            case FLOAT64 -> Math.scalb(1.0, Math.max(exponent, -1022) - 52);
            case FLOAT32 -> Math.scalb(1.0, Math.max(exponent, -126) - 23);
            case BFLOAT16 -> Math.scalb(1.0, Math.max(exponent, -126) - 7);
            case FLOAT16 -> Math.scalb(1.0, Math.max(exponent, -14) - 10);
            default -> throw new IllegalArgumentException(dtype + " is not floating");
        };
    }

    /** The smallest number of a floating type above 0. */
    static double least(DType dtype) {
        return unit(dtype, 0);
    }

    /** The low bits of an integer that a type holds. */
    static long toInteger(DType dtype, long value) {
        return switch (dtype) {
            case INT64 -> value;
            case INT32 -> (int) value;
            case UINT8 -> value & 0xFF;
            case BOOL -> value != 0 ? 1 : 0;
            default -> throw new IllegalArgumentException(dtype + " is not an integer type");
        };
    }

    /** The integer part of a number, as an integer type holds it. */
    static long truncate(DType dtype, double value) {
        return switch (dtype) {
            case BOOL -> value != 0 ? 1 : 0;
            case INT32 -> (int) value;
            default -> toInteger(dtype, (long) value);
        };
    }
}
