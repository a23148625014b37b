package io.github.autograd4j.testing;

/**
 * The largest difference between numbers and the expected ones, measured by what is allowed.
 *
 * @param share the difference as a part of the largest allowed one; more than 1 is too much, and infinite where nothing
 *     but equality is allowed
 * @param actual the number
 * @param expected what it should be
 * @param where the sample and the element, or an empty text if all were equal
 */
public record Deviation(double share, double actual, double expected, String where) {
    /** No difference. */
    public static final Deviation NONE = new Deviation(0, 0, 0, "");

    /**
     * Returns the larger of two.
     *
     * @param other another one
     * @return the one with the larger share
     */
    public Deviation max(Deviation other) {
        return other.share > share ? other : this;
    }

    /**
     * Tells whether it is within what is allowed.
     *
     * @return true if the share is at most 1
     */
    public boolean isAllowed() {
        return share <= 1;
    }

    /**
     * Returns the absolute difference.
     *
     * @return the distance of the numbers; NaN if one of them is
     */
    public double difference() {
        return actual == expected ? 0 : Math.abs(actual - expected);
    }

    static Deviation of(Values actual, Values expected, Tolerance tolerance, String sample) {
        Deviation largest = NONE;
        for (int i = 0; i < expected.elements().length; i++) {
            double a = actual.elements()[i];
            double e = expected.elements()[i];
            double share = share(a, e, tolerance);
            if (share > largest.share) {
                largest = new Deviation(
                        share, a, e, sample + " at " + java.util.Arrays.toString(Values.index(expected.shape(), i)));
            }
        }
        return largest;
    }

    private static double share(double actual, double expected, Tolerance tolerance) {
        if (actual == expected || Double.isNaN(actual) && Double.isNaN(expected)) {
            return 0;
        }
        double share = Math.abs(actual - expected) / (tolerance.absolute() + tolerance.relative() * Math.abs(expected));
        return Double.isNaN(share) ? Double.POSITIVE_INFINITY : share;
    }
}
