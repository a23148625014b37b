package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Expr;
import java.util.List;

/**
 * Stochastic gradient descent, as PyTorch's: with g the gradient plus weight decay · p, b ← μ·b + (1 − dampening)·g,
 * but b ← g at the first step; then p ← p − lr·b, with Nesterov's momentum p − lr·(g + μ·b), without momentum p − lr·g.
 *
 * <p>State: {@code momentum_buffer}, if there is momentum.
 */
public final class SGD extends Optimizer {
    private static final int LEARNING_RATE = 0;
    private static final int WEIGHT_DECAY = 1;
    private static final int MOMENTUM = 2;
    private static final int INTAKE = 3;

    private static final UpdateProgram PLAIN_STEP =
            new UpdateProgram("sgd", 0, 2, (x, s) -> new Expr[] {x[0].sub(s[LEARNING_RATE].mul(decayed(x, s)))});
    private static final UpdateProgram MOMENTUM_STEP = new UpdateProgram("sgd", 1, 4, (x, s) -> {
        Expr buffer = s[MOMENTUM].mul(x[2]).add(s[INTAKE].mul(decayed(x, s)));
        return new Expr[] {x[0].sub(s[LEARNING_RATE].mul(buffer)), buffer};
    });
    private static final UpdateProgram NESTEROV_STEP = new UpdateProgram("sgd", 1, 4, (x, s) -> {
        Expr g = decayed(x, s);
        Expr buffer = s[MOMENTUM].mul(x[2]).add(s[INTAKE].mul(g));
        return new Expr[] {x[0].sub(s[LEARNING_RATE].mul(g.add(s[MOMENTUM].mul(buffer)))), buffer};
    });

    private final boolean remembers;
    private final boolean nesterov;
    private final double dampening;

    /**
     * Creates an optimizer without momentum.
     *
     * @param parameters what to change
     * @param learningRate the factor of the step
     */
    public SGD(List<Tensor> parameters, double learningRate) {
        this(builder(parameters).learningRate(learningRate));
    }

    /**
     * Creates an optimizer.
     *
     * @param parameters what to change
     * @param learningRate the factor of the step
     * @param momentum how much of the last step is kept, below 1
     */
    public SGD(List<Tensor> parameters, double learningRate, double momentum) {
        this(builder(parameters).learningRate(learningRate).momentum(momentum));
    }

    private SGD(Builder builder) {
        super(builder.parameters, builder.learningRate, builder.weightDecay, builder.momentum);
        this.remembers = builder.momentum > 0;
        this.nesterov = builder.nesterov;
        this.dampening = Settings.fraction("dampening", builder.dampening);
        if (nesterov && (!remembers || dampening != 0)) {
            throw new IllegalArgumentException("SGD: Nesterov's momentum needs a momentum and no dampening, got "
                    + builder.momentum + " and " + dampening);
        }
    }

    /**
     * Starts an optimizer.
     *
     * @param parameters what to change
     * @return the builder: learning rate 0.001, no momentum, no weight decay
     */
    public static Builder builder(List<Tensor> parameters) {
        return new Builder(parameters);
    }

    private static Expr decayed(Expr[] x, Expr[] s) {
        return x[1].add(s[WEIGHT_DECAY].mul(x[0]));
    }

    @Override
    protected List<String> stateNames() {
        return remembers ? List.of("momentum_buffer") : List.of();
    }

    @Override
    protected boolean hasMomentum() {
        return remembers;
    }

    @Override
    protected void update(ParameterGroup group, Tensor parameter, Tensor gradient, ParameterState state) {
        double rate = group.learningRate();
        double decay = group.weightDecay();
        if (!remembers) {
            if (group.momentum() != 0) {
                throw new IllegalStateException("SGD: made without momentum, so a group cannot have one");
            }
            PLAIN_STEP.queue(batch(), parameter, gradient, state, rate, decay);
            return;
        }
        // The buffer is zero before the first step, which takes the gradient whole.
        double intake = state.step == 1 ? 1 : 1 - dampening;
        UpdateProgram program = nesterov ? NESTEROV_STEP : MOMENTUM_STEP;
        program.queue(batch(), parameter, gradient, state, rate, decay, group.momentum(), intake);
    }

    /** The settings of an optimizer to be made. */
    public static final class Builder {
        private final List<Tensor> parameters;
        private double learningRate = 1e-3;
        private double momentum;
        private double dampening;
        private double weightDecay;
        private boolean nesterov;

        private Builder(List<Tensor> parameters) {
            this.parameters = parameters;
        }

        /**
         * Sets the learning rate.
         *
         * @param value the factor of the step
         * @return this
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /**
         * Sets the momentum.
         *
         * @param value how much of the last step is kept, below 1
         * @return this
         */
        public Builder momentum(double value) {
            momentum = value;
            return this;
        }

        /**
         * Sets the dampening.
         *
         * @param value which part of the gradient does not enter the momentum
         * @return this
         */
        public Builder dampening(double value) {
            dampening = value;
            return this;
        }

        /**
         * Sets the weight decay.
         *
         * @param value the factor of the parameter that is added to its gradient
         * @return this
         */
        public Builder weightDecay(double value) {
            weightDecay = value;
            return this;
        }

        /**
         * Chooses Nesterov's momentum.
         *
         * @param value whether the step looks ahead
         * @return this
         */
        public Builder nesterov(boolean value) {
            nesterov = value;
            return this;
        }

        /**
         * Makes the optimizer.
         *
         * @return the optimizer
         */
        public SGD build() {
            return new SGD(this);
        }
    }
}
