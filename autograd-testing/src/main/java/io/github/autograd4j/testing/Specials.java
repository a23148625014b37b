package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;

/** The numbers at which implementations part: signed zeros, infinities, NaN, the ends of ranges. */
final class Specials {
    private static final double INF = Double.POSITIVE_INFINITY;
    /** e⁸⁰ is still a float32, so that what overflows does so in the reference device's float64, too. */
    private static final double[] REAL = {
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 2, -3, 1e-20, -1e-20, 20, 80, -80, INF, -INF, Double.NaN
    };

    private Specials() {}

    /** Such numbers of a type, as a vector. */
    static Values of(DType dtype) {
        double[] numbers =
                switch (dtype) {
                    case BOOL -> new double[] {0, 1};
                    case UINT8 -> new double[] {0, 1, 2, 127, 128, 255};
                    case INT32 -> new double[] {0, 1, -1, 7, -7, Integer.MAX_VALUE, Integer.MIN_VALUE};
                    case INT64 -> new double[] {0, 1, -1, 7, -7, 0x1p40, -0x1p40, Long.MIN_VALUE};
                    default -> REAL;
                };
        return Values.generate(dtype, Shape.of(numbers.length), i -> numbers[i[0]]);
    }

    /** All pairs: a column and a row, which broadcast. */
    static Values[] pairs(DType dtype) {
        Values row = of(dtype);
        return new Values[] {row.reshape(row.elements().length, 1), row};
    }
}
