package io.github.autograd4j.testing;

import io.github.autograd4j.DType;

/**
 * How far a number may lie from the expected one: |actual − expected| ≤ absolute + relative · |expected|. NaN is close to
 * NaN only, an infinity to itself only.
 *
 * @param relative the part that grows with the number
 * @param absolute the part that does not
 */
public record Tolerance(double relative, double absolute) {
    /** Nothing but equality; 0 and −0 are equal. */
    public static final Tolerance EXACT = new Tolerance(0, 0);

    /**
     * Returns the tolerance for results of samples of moderate size: the one table of the conformance suite. Its unit is
     * the distance from 1 to the next number of the type; half types are computed in float32 and rounded, so that a few
     * units do for every class.
     *
     * @param dtype the type of the results
     * @param opClass what is computed
     * @return the tolerance; exact for integers and bools
     */
    public static Tolerance of(DType dtype, OpClass opClass) {
        if (!dtype.isFloating() || opClass == OpClass.EXACT) {
            return EXACT;
        }
        boolean half = dtype.byteSize() == 2;
        double most = !half ? Double.POSITIVE_INFINITY : opClass == OpClass.COMPOSITE ? 16 : 4;
        double relative = Math.min(opClass.relativeUlps, most);
        double absolute = Math.min(opClass.absoluteUlps, most);
        return new Tolerance(relative * unit(dtype), absolute * unit(dtype));
    }

    /**
     * Returns the distance from 1 to the next larger number.
     *
     * @param dtype a floating type
     * @return 2⁻⁵² for float64
     */
    public static double unit(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            case FLOAT32 -> 0x1p-23;
            case FLOAT64 -> 0x1p-52;
            default -> throw new IllegalArgumentException(dtype + " is not floating");
        };
    }

    /**
     * Widens or narrows both parts.
     *
     * @param factor by how much
     * @return the new tolerance
     */
    public Tolerance times(double factor) {
        return new Tolerance(relative * factor, absolute * factor);
    }

    /**
     * Compares.
     *
     * @param actual a number
     * @param expected what it should be
     * @return true if it is close enough
     */
    public boolean allows(double actual, double expected) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(actual, expected) == 0;
        }
        return Math.abs(actual - expected) <= absolute + relative * Math.abs(expected);
    }
}
