package io.github.autograd4j.optim;

/**
 * Lets the learning rate fall along half a cosine (Loshchilov and Hutter, 2017): lr = least + (base − least)·(1 + cos(π·t
 * / T)) / 2; after T steps it rises again.
 */
public final class CosineAnnealing extends LrScheduler {
    private final int steps;
    private final double least;

    /**
     * Creates a schedule that ends at 0.
     *
     * @param optimizer whose learning rates to change
     * @param steps T
     */
    public CosineAnnealing(Optimizer optimizer, int steps) {
        this(optimizer, steps, 0);
    }

    /**
     * Creates a schedule.
     *
     * @param optimizer whose learning rates to change
     * @param steps T
     * @param least the learning rate after T steps
     */
    public CosineAnnealing(Optimizer optimizer, int steps, double least) {
        super(optimizer);
        this.steps = Settings.positive("steps", steps);
        this.least = Settings.atLeastZero("least", least);
    }

    @Override
    protected double learningRate(double base, long count) {
        return least + (base - least) * (1 + Math.cos(Math.PI * count / steps)) / 2;
    }
}
