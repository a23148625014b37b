package io.github.autograd4j.optim;

import java.util.List;

/**
 * Changes the learning rates of an optimizer from step to step: each group's is a function of the number of steps so
 * far and of the rate that it had when the schedule was made. A step is whatever the user counts, an epoch or a batch:
 *
 * <pre>{@code
 * optimizer.step();
 * schedule.step();
 * }</pre>
 */
public abstract class LrScheduler {
    private final List<ParameterGroup> groups;
    private final double[] base;
    private long count;

    /**
     * Creates a schedule at its start.
     *
     * @param optimizer whose learning rates to change
     */
    protected LrScheduler(Optimizer optimizer) {
        this.groups = List.copyOf(optimizer.groups());
        this.base = groups.stream().mapToDouble(ParameterGroup::learningRate).toArray();
    }

    /**
     * Returns the learning rate of a group.
     *
     * @param base the rate that the group had at the start
     * @param count the number of steps so far
     * @return the rate for the next step of the optimizer
     */
    protected abstract double learningRate(double base, long count);

    /**
     * Changes what else a schedule changes.
     *
     * @param group a group, which has its learning rate
     * @param count the number of steps so far
     */
    protected void adjust(ParameterGroup group, long count) {}

    /** Goes on by one step. */
    public final void step() {
        goTo(count + 1);
    }

    /**
     * Goes to a step, as when training is resumed.
     *
     * @param steps the number of steps done
     */
    public final void goTo(long steps) {
        double[] rates = new double[base.length];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = learningRate(base[i], steps);
        }
        count = steps;
        for (int i = 0; i < rates.length; i++) {
            groups.get(i).learningRate(rates[i]);
            adjust(groups.get(i), steps);
        }
    }

    /**
     * Returns the number of steps so far.
     *
     * @return how many
     */
    public final long count() {
        return count;
    }
}
