package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Parameters that share the settings which can change while training. */
public final class ParameterGroup {
    private final List<Tensor> parameters;
    private double learningRate;
    private double weightDecay;
    private double momentum;

    /** State of each parameter; null until its first step. */
    final List<ParameterState> states;

    ParameterGroup(List<Tensor> parameters, double learningRate, double weightDecay, double momentum) {
        this.parameters = List.copyOf(parameters);
        this.states = new ArrayList<>(java.util.Collections.nCopies(parameters.size(), null));
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
        this.momentum = momentum;
    }

    /**
     * Returns the parameters.
     *
     * @return the tensors, in the order given
     */
    public List<Tensor> parameters() {
        return parameters;
    }

    /**
     * Returns the learning rate.
     *
     * @return the factor of the step
     */
    public double learningRate() {
        return learningRate;
    }

    /**
     * Sets the learning rate.
     *
     * @param value the new one, not negative
     * @return this
     */
    public ParameterGroup learningRate(double value) {
        learningRate = Settings.atLeastZero("learningRate", value);
        return this;
    }

    /**
     * Returns the weight decay.
     *
     * @return the factor by which parameters are drawn to 0
     */
    public double weightDecay() {
        return weightDecay;
    }

    /**
     * Sets the weight decay.
     *
     * @param value the new one, not negative
     * @return this
     */
    public ParameterGroup weightDecay(double value) {
        weightDecay = Settings.atLeastZero("weightDecay", value);
        return this;
    }

    /**
     * Returns the momentum: for the Adam family β₁.
     *
     * @return how much of the average of gradients a step keeps
     */
    public double momentum() {
        return momentum;
    }

    /**
     * Sets the momentum: for the Adam family β₁.
     *
     * @param value the new one, at least 0 and below 1
     * @return this
     */
    public ParameterGroup momentum(double value) {
        momentum = Settings.fraction("momentum", value);
        return this;
    }

    /** The state of a parameter, made when first asked for. */
    ParameterState state(int index, int tensors) {
        ParameterState state = states.get(index);
        if (state == null) {
            state = new ParameterState(parameters.get(index), tensors);
            states.set(index, state);
        }
        return state;
    }
}
