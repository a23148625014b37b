package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015), as PyTorch's: m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g²,
 * p ← p − lr · (m / (1 − β₁ᵗ)) / (√v / √(1 − β₂ᵗ) + ε), where weight decay · p is part of the gradient g.
 *
 * <p>State: {@code exp_avg}, {@code exp_avg_sq} and with AMSGrad {@code max_exp_avg_sq}.
 */
public final class Adam extends AdamFamily {
    /**
     * Creates an optimizer with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and no weight decay.
     *
     * @param parameters what to change
     * @param learningRate the size of a step, about
     */
    public Adam(List<Tensor> parameters, double learningRate) {
        this(builder(parameters).learningRate(learningRate));
    }

    private Adam(AdamBuilder<Adam> builder) {
        super(builder);
    }

    /**
     * Starts an optimizer.
     *
     * @param parameters what to change
     * @return the builder: learning rate 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, no weight decay
     */
    public static AdamBuilder<Adam> builder(List<Tensor> parameters) {
        return new AdamBuilder<>(parameters, 0, Adam::new);
    }

    @Override
    double shrink(ParameterGroup group) {
        return 1;
    }

    @Override
    double coupledDecay(ParameterGroup group) {
        return group.weightDecay();
    }
}
