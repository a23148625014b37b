package io.github.autograd4j.optim;

import io.github.autograd4j.Tensor;
import java.util.List;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019), as PyTorch's: p ← p·(1 − lr · weight decay), then
 * {@link Adam}'s step.
 *
 * <p>State: {@code exp_avg}, {@code exp_avg_sq} and with AMSGrad {@code max_exp_avg_sq}.
 */
public final class AdamW extends AdamFamily {
    /**
     * Creates an optimizer with β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸ and weight decay 0.01.
     *
     * @param parameters what to change
     * @param learningRate the size of a step, about
     */
    public AdamW(List<Tensor> parameters, double learningRate) {
        this(builder(parameters).learningRate(learningRate));
    }

    private AdamW(AdamBuilder<AdamW> builder) {
        super(builder);
    }

    /**
     * Starts an optimizer.
     *
     * @param parameters what to change
     * @return the builder: learning rate 0.001, β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸, weight decay 0.01
     */
    public static AdamBuilder<AdamW> builder(List<Tensor> parameters) {
        return new AdamBuilder<>(parameters, 0.01, AdamW::new);
    }

    @Override
    double shrink(ParameterGroup group) {
        return 1 - group.learningRate() * group.weightDecay();
    }

    @Override
    double coupledDecay(ParameterGroup group) {
        return 0;
    }
}
