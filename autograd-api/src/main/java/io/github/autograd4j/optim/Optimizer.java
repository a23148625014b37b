package io.github.autograd4j.optim;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.UpdateBatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes parameters along their gradients. The usual step:
 *
 * <pre>{@code
 * optimizer.zeroGrad();
 * loss.backward();
 * optimizer.step();
 * }</pre>
 *
 * <p>Parameters without a gradient are left alone. State is made at the first step of a parameter, in its compute type,
 * and outlives scopes. Not safe for use by several threads.
 *
 * <p>An optimizer of one's own names what it remembers of a parameter and says how a parameter changes:
 *
 * <pre>{@code
 * final class SignDescent extends Optimizer {
 *   SignDescent(List<Tensor> parameters, double learningRate) {
 *     super(parameters, learningRate, 0, 0);
 *   }
 *
 *   protected void update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) {
 *     parameter.subAssign(gradient.sign().mul(group.learningRate()));
 *   }
 * }
 * }</pre>
 */
public abstract class Optimizer {
    private final List<ParameterGroup> groups = new ArrayList<>();
    private final Set<Tensor> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final double learningRate;
    private final double weightDecay;
    private final double momentum;
    private final UpdateBatch batch = new UpdateBatch();

    /**
     * Creates an optimizer.
     *
     * @param parameters its first group; may be empty
     * @param learningRate the learning rate of groups that do not set their own, at least 0
     * @param weightDecay their weight decay, at least 0; 0 if it has none
     * @param momentum their momentum, at least 0 and below 1; 0 if it has none
     */
    protected Optimizer(List<Tensor> parameters, double learningRate, double weightDecay, double momentum) {
        this.learningRate = Settings.atLeastZero("learningRate", learningRate);
        this.weightDecay = Settings.atLeastZero("weightDecay", weightDecay);
        this.momentum = Settings.fraction("momentum", momentum);
        if (!parameters.isEmpty()) {
            addGroup(parameters);
        }
    }

    /**
     * Adds parameters with settings of their own, which are at first those given when the optimizer was made:
     * {@code optimizer.addGroup(biases).weightDecay(0)}.
     *
     * @param parameters leaves that require gradients, not yet in a group
     * @return the group
     */
    public final ParameterGroup addGroup(List<Tensor> parameters) {
        for (Tensor parameter : parameters) {
            if (!parameter.isLeaf() || !parameter.dtype().isFloating()) {
                throw new GraphException(
                        name() + ": a parameter is a leaf of a floating type, not " + parameter.describe());
            }
            if (known.contains(parameter)) {
                throw new IllegalArgumentException(
                        name() + ": a parameter is already in a group: " + parameter.describe());
            }
        }
        for (Tensor parameter : parameters) {
            if (!known.add(parameter)) {
                throw new IllegalArgumentException(name() + ": a parameter is given twice: " + parameter.describe());
            }
        }
        ParameterGroup group = new ParameterGroup(parameters, learningRate, weightDecay, momentum);
        groups.add(group);
        return group;
    }

    /**
     * Returns the groups of parameters.
     *
     * @return an unmodifiable view, in the order in which they were added
     */
    public final List<ParameterGroup> groups() {
        return Collections.unmodifiableList(groups);
    }

    /**
     * Returns the learning rate of the first group.
     *
     * @return the factor of the step
     */
    public final double learningRate() {
        return groups.isEmpty() ? learningRate : groups.get(0).learningRate();
    }

    /**
     * Sets the learning rate of all groups.
     *
     * @param value the new one, not negative
     */
    public final void learningRate(double value) {
        groups.forEach(group -> group.learningRate(value));
    }

    /**
     * Changes each parameter that has a gradient. What updates make on their way ends with the step. If there is not
     * enough memory for the state, which is made first, no parameter has changed; if an update fails later, the state of
     * each parameter still fits the parameter.
     */
    @SuppressWarnings("try")
    public final void step() {
        try (Restore ignored = Autograd.noGrad();
                Scope scope = Scope.open()) {
            try {
                for (Step step : steps()) {
                    step.state.step++;
                    boolean done = false;
                    try {
                        update(step.group, step.parameter, step.gradient, step.state);
                        done = true;
                    } finally {
                        step.state.step -= done ? 0 : 1;
                    }
                }
                batch.run();
            } finally {
                batch.cancel();
            }
        }
    }

    private record Step(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) {}

    /** What is to be done, with the state for it. */
    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (ParameterGroup group : groups) {
            for (int i = 0; i < group.parameters().size(); i++) {
                Tensor parameter = group.parameters().get(i);
                if (parameter.isClosed()) {
                    throw new IllegalStateException(name() + ": the parameter " + parameter.describe()
                            + " was closed; make the optimizer after moving the model");
                }
                Tensor gradient = parameter.grad();
                if (gradient != null) {
                    ParameterState state = group.state(i, stateNames().size());
                    steps.add(new Step(group, parameter, gradient, state));
                }
            }
        }
        return steps;
    }

    /** The updates that this step makes in one call of the device. */
    final UpdateBatch batch() {
        return batch;
    }

    /** Forgets the gradients of the parameters. */
    public final void zeroGrad() {
        for (ParameterGroup group : groups) {
            for (Tensor parameter : group.parameters()) {
                if (parameter.requiresGrad()) {
                    parameter.zeroGrad();
                }
            }
        }
    }

    /**
     * Returns the settings of the groups and the state of the parameters, to be saved with a model's.
     *
     * @return tensors by name: {@code param_groups.0.lr}, {@code state.0.step}, {@code state.0.exp_avg}, …; those of
     *     state share the optimizer's memory
     */
    public final Map<String, Tensor> stateDict() {
        return OptimizerState.of(this);
    }

    /**
     * Takes over settings and state.
     *
     * @param state what an optimizer of the same kind and parameters gave
     * @throws IllegalArgumentException if names are missing or unexpected, or shapes differ; nothing has changed then
     */
    public final void loadStateDict(Map<String, Tensor> state) {
        OptimizerState.load(this, state);
    }

    final String name() {
        return getClass().getSimpleName();
    }

    final ParameterState newState(Tensor parameter) {
        return new ParameterState(parameter, stateNames().size());
    }

    /**
     * Tells whether a momentum can be set, as some schedules do.
     *
     * @return true if {@link ParameterGroup#momentum()} has an effect
     */
    protected boolean hasMomentum() {
        return false;
    }

    /**
     * Names the tensors remembered for each parameter.
     *
     * @return always the same names; none unless overridden
     */
    protected List<String> stateNames() {
        return List.of();
    }

    /**
     * Changes a parameter in place. Called without recording.
     *
     * @param group its settings
     * @param parameter the parameter
     * @param gradient its gradient, to be read; closed afterwards
     * @param state what is remembered of it; {@link ParameterState#step()} is 1 at the first update
     */
    protected abstract void update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state);
}
