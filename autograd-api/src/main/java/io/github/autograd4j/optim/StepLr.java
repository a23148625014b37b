package io.github.autograd4j.optim;

/** Multiplies the learning rate by γ every so many steps: lr = base · γ^⌊t / period⌋. */
public final class StepLr extends LrScheduler {
    private final int period;
    private final double gamma;

    /**
     * Creates a schedule.
     *
     * @param optimizer whose learning rates to change
     * @param period after how many steps
     * @param gamma γ
     */
    public StepLr(Optimizer optimizer, int period, double gamma) {
        super(optimizer);
        this.period = Settings.positive("period", period);
        this.gamma = Settings.atLeastZero("gamma", gamma);
    }

    @Override
    protected double learningRate(double base, long count) {
        return base * Math.pow(gamma, Math.floorDiv(count, period));
    }
}
