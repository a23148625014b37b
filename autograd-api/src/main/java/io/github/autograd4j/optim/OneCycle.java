package io.github.autograd4j.optim;

/**
 * One rise and fall of the learning rate with the opposite of the momentum (Smith and Topin, 2018), as PyTorch's: along
 * half cosines from max / divFactor up to max in the first part of the steps, then down to max / divFactor /
 * finalDivFactor, while the momentum goes from its largest value to its smallest and back. The rates that the groups had
 * before do not matter.
 */
public final class OneCycle extends LrScheduler {
    private final double max;
    private final long total;
    private final double rise;
    private final double divFactor;
    private final double finalDivFactor;
    private final boolean cycleMomentum;
    private final double lowMomentum;
    private final double highMomentum;

    /**
     * Creates a schedule with the usual settings: a rise of 30 %, divFactor 25, finalDivFactor 10⁴, momentum between 0.85
     * and 0.95.
     *
     * @param optimizer whose learning rates and momentum to change; it must have a momentum
     * @param max the largest learning rate
     * @param totalSteps the number of steps of the whole cycle; one more is an error
     */
    public OneCycle(Optimizer optimizer, double max, int totalSteps) {
        this(builder(optimizer, max, totalSteps));
    }

    private OneCycle(Builder builder) {
        super(builder.optimizer);
        this.max = Settings.atLeastZero("max", builder.max);
        this.total = Settings.positive("totalSteps", builder.total);
        this.rise = Settings.fraction("rise", builder.rise);
        this.divFactor = builder.divFactor;
        this.finalDivFactor = builder.finalDivFactor;
        this.cycleMomentum = builder.cycleMomentum;
        this.lowMomentum = Settings.fraction("lowMomentum", builder.lowMomentum);
        this.highMomentum = Settings.fraction("highMomentum", builder.highMomentum);
        if (!(divFactor > 0 && finalDivFactor > 0)) {
            throw new IllegalArgumentException(
                    "oneCycle: expected positive factors, got " + divFactor + " and " + finalDivFactor);
        }
        if (cycleMomentum && !builder.optimizer.hasMomentum()) {
            throw new IllegalArgumentException("oneCycle: the optimizer has no momentum; use cycleMomentum(false)");
        }
        goTo(0);
    }

    /**
     * Starts a schedule.
     *
     * @param optimizer whose learning rates and momentum to change
     * @param max the largest learning rate
     * @param totalSteps the number of steps of the whole cycle; one more is an error
     * @return the builder with the usual settings
     */
    public static Builder builder(Optimizer optimizer, double max, int totalSteps) {
        return new Builder(optimizer, max, totalSteps);
    }

    @Override
    protected double learningRate(double base, long count) {
        if (count >= total) {
            throw new IllegalStateException("oneCycle: step " + count + " of a cycle of " + total + " steps");
        }
        double start = max / divFactor;
        return between(start, max, start / finalDivFactor, count);
    }

    @Override
    protected void adjust(ParameterGroup group, long count) {
        if (cycleMomentum) {
            group.momentum(between(highMomentum, lowMomentum, highMomentum, count));
        }
    }

    /** From the first value to the second and on to the third. */
    private double between(double first, double second, double third, long count) {
        double top = rise * total - 1;
        double end = total - 1;
        return count <= top
                ? cosine(first, second, top > 0 ? count / top : 1)
                : cosine(second, third, end > top ? (count - top) / (end - top) : 0);
    }

    private static double cosine(double from, double to, double part) {
        return to + (from - to) / 2 * (1 + Math.cos(Math.PI * part));
    }

    /** The settings of a schedule to be made. */
    public static final class Builder {
        private final Optimizer optimizer;
        private final double max;
        private final int total;
        private double rise = 0.3;
        private double divFactor = 25;
        private double finalDivFactor = 1e4;
        private boolean cycleMomentum = true;
        private double lowMomentum = 0.85;
        private double highMomentum = 0.95;

        private Builder(Optimizer optimizer, double max, int total) {
            this.optimizer = optimizer;
            this.max = max;
            this.total = total;
        }

        /**
         * Sets the length of the rise.
         *
         * @param fraction its part of the steps, below 1
         * @return this
         */
        public Builder rise(double fraction) {
            rise = fraction;
            return this;
        }

        /**
         * Sets the first learning rate.
         *
         * @param factor the largest learning rate divided by it
         * @return this
         */
        public Builder divFactor(double factor) {
            divFactor = factor;
            return this;
        }

        /**
         * Sets the last learning rate.
         *
         * @param factor the first learning rate divided by it
         * @return this
         */
        public Builder finalDivFactor(double factor) {
            finalDivFactor = factor;
            return this;
        }

        /**
         * Chooses whether the momentum changes.
         *
         * @param cycle whether it does; then the optimizer must have one
         * @return this
         */
        public Builder cycleMomentum(boolean cycle) {
            cycleMomentum = cycle;
            return this;
        }

        /**
         * Sets the bounds of the momentum.
         *
         * @param low where the learning rate is largest
         * @param high at the start and at the end
         * @return this
         */
        public Builder momentum(double low, double high) {
            lowMomentum = low;
            highMomentum = high;
            return this;
        }

        /**
         * Makes the schedule and sets the first learning rate and momentum.
         *
         * @return the schedule
         */
        public OneCycle build() {
            return new OneCycle(this);
        }
    }
}
