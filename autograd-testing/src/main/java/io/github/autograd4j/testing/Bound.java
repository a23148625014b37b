package io.github.autograd4j.testing;

import io.github.autograd4j.DType;

/**
 * How far an element of a result may lie from the expected one, computed from the operands. It is asked only where the
 * difference is more than a part of it that is cheap to know, see {@link #cheap}.
 */
@FunctionalInterface
interface Bound {
    /** Nothing but equality. */
    Bound EXACT = (output, element, actual, expected) -> 0;

    /**
     * Returns the largest difference allowed.
     *
     * @param output which result
     * @param element the element's row-major number
     * @param actual the element
     * @param expected what it should be
     * @return the absolute difference
     */
    double allowed(int output, long element, double actual, double expected);

    /** What storing a result loses, and a number of units in the last place of the type that it is computed in. */
    static double cheap(DType dtype, double ulps, double expected) {
        return dtype.isFloating() ? stored(dtype, expected) + ulps(dtype, ulps) * Math.abs(expected) : 0;
    }

    /** One unit in the last place, and two of the least numbers. */
    private static double stored(DType dtype, double expected) {
        return Tolerance.unit(dtype) * Math.abs(expected) + 2 * Rounding.least(dtype);
    }

    /** A number of units of the type that a type is computed in; 0 for integers, which are exact. */
    static double ulps(DType dtype, double ulps) {
        return dtype.isFloating() ? ulps * Tolerance.unit(dtype.compute()) : 0;
    }
}
