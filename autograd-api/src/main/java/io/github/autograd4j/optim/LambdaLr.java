package io.github.autograd4j.optim;

import java.util.function.LongToDoubleFunction;

/** A schedule of the user's own: lr = base · f(t). */
public final class LambdaLr extends LrScheduler {
    private final LongToDoubleFunction factor;

    /**
     * Creates a schedule and sets the first learning rates.
     *
     * @param optimizer whose learning rates to change
     * @param factor f, of the number of steps so far
     */
    public LambdaLr(Optimizer optimizer, LongToDoubleFunction factor) {
        super(optimizer);
        this.factor = factor;
        goTo(0);
    }

    /**
     * Lets the learning rate rise linearly from base / steps to base, where it stays.
     *
     * @param optimizer whose learning rates to change
     * @param steps after how many steps it is there
     * @return the schedule
     */
    public static LambdaLr warmup(Optimizer optimizer, int steps) {
        Settings.positive("steps", steps);
        return new LambdaLr(optimizer, count -> Math.min(1, (count + 1.0) / steps));
    }

    @Override
    protected double learningRate(double base, long count) {
        return base * factor.applyAsDouble(count);
    }
}
