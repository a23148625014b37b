package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import java.util.SplittableRandom;

/**
 * Where random samples of an operand come from: uniform in an interval, but not within a tenth of its points to avoid,
 * such as kinks, where finite differences go wrong.
 *
 * @param low the least value
 * @param high the largest
 * @param avoid what to keep away from
 */
record Domain(double low, double high, double... avoid) {
    private static final double MARGIN = 0.1;

    /** A value that the type can hold. */
    double sample(SplittableRandom random, DType dtype) {
        return switch (dtype) {
            case BOOL -> random.nextInt(2);
            case UINT8 -> integer(random, Math.max(0, (int) Math.ceil(low)), Math.max(1, (int) Math.floor(high)));
            case INT32, INT64 -> integer(random, (int) Math.ceil(low), (int) Math.floor(high));
            default -> Rounding.toFloating(dtype, real(random));
        };
    }

    private int integer(SplittableRandom random, int first, int last) {
        while (true) {
            int value = random.nextInt(first, last + 1);
            if (first == last || !isAvoided(value, 0)) {
                return value;
            }
        }
    }

    private double real(SplittableRandom random) {
        while (true) {
            double value = low == high ? low : random.nextDouble(low, high);
            if (!isAvoided(value, MARGIN)) {
                return value;
            }
        }
    }

    private boolean isAvoided(double value, double margin) {
        for (double point : avoid) {
            if (Math.abs(value - point) <= margin) {
                return true;
            }
        }
        return false;
    }
}
