package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * The settings of an {@link Adam} or {@link AdamW} to be made.
 *
 * @param <O> the optimizer
 */
public final class AdamBuilder<O extends Optimizer> {
    final List<Tensor> parameters;
    double learningRate = 1e-3;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double eps = 1e-8;
    double weightDecay;
    boolean amsgrad;

    private final Function<AdamBuilder<O>, O> maker;

    AdamBuilder(List<Tensor> parameters, double weightDecay, Function<AdamBuilder<O>, O> maker) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        this.maker = maker;
    }

    /**
     * Sets the learning rate.
     *
     * @param value the size of a step, about
     * @return this
     */
    public AdamBuilder<O> learningRate(double value) {
        learningRate = value;
        return this;
    }

    /**
     * Sets how slowly the averages forget.
     *
     * @param first β₁, of the gradient
     * @param second β₂, of its square
     * @return this
     */
    public AdamBuilder<O> betas(double first, double second) {
        beta1 = first;
        beta2 = second;
        return this;
    }

    /**
     * Sets what is added to the denominator, after the root.
     *
     * @param value ε
     * @return this
     */
    public AdamBuilder<O> eps(double value) {
        eps = value;
        return this;
    }

    /**
     * Sets the weight decay.
     *
     * @param value λ
     * @return this
     */
    public AdamBuilder<O> weightDecay(double value) {
        weightDecay = value;
        return this;
    }

    /**
     * Chooses AMSGrad: the largest second moment so far is used (Reddi and others, 2018).
     *
     * @param value whether to
     * @return this
     */
    public AdamBuilder<O> amsgrad(boolean value) {
        amsgrad = value;
        return this;
    }

    /**
     * Makes the optimizer.
     *
     * @return the optimizer
     */
    public O build() {
        return maker.apply(this);
    }
}
