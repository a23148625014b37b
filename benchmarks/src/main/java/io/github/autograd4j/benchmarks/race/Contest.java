package io.github.autograd4j.benchmarks.race;

/**
 * A workload.
 *
 * @param name its name, unique
 * @param group the name of its family, such as {@code W1}
 * @param work operations or bytes of one run
 * @param unit what work counts
 * @param reference the value of the first run
 * @param tolerance by how much it may differ
 */
public record Contest(String name, String group, double work, Unit unit, double reference, double tolerance) {
    /** What a rate counts. */
    public enum Unit {
        /** Floating-point operations. */
        FLOP("GFLOP/s"),
        /** Bytes read and written. */
        BYTE("GB/s"),
        /** Nothing: only the time is shown. */
        NONE("");

        private final String rate;

        Unit(String rate) {
            this.rate = rate;
        }

        /**
         * Returns the name of the rate.
         *
         * @return thousand millions of this each second
         */
        public String rate() {
            return rate;
        }
    }

    /**
     * Tells whether a first run did this workload.
     *
     * @param value what it returned
     * @return whether that is the reference value
     */
    public boolean accepts(double value) {
        return Math.abs(value - reference) <= tolerance;
    }

    /**
     * Returns how fast a run was.
     *
     * @param nanos its time
     * @return thousand millions of operations or bytes each second
     */
    public double rate(double nanos) {
        return work / nanos;
    }
}
