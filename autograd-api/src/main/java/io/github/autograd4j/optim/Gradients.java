package io.github.autograd4j.optim;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Limits of gradients, applied between {@code backward} and {@code step}. Parameters without a gradient are left out. */
public final class Gradients {
    private static final double EPSILON = 1e-6;

    private Gradients() {}

    /**
     * Scales all gradients together so that their common Euclidean norm is at most a bound, as PyTorch's {@code
     * clip_grad_norm_}: by min(1, bound / (norm + 10⁻⁶)). Does not wait for the device.
     *
     * @param parameters tensors on one device
     * @param bound the largest norm
     * @return the norm before, of rank 0
     */
    @SuppressWarnings("try")
    public static Tensor clipGradNorm(List<Tensor> parameters, double bound) {
        Settings.atLeastZero("bound", bound);
        try (Restore recording = Autograd.noGrad()) {
            return Scope.tidy(() -> clipped(parameters, bound));
        }
    }

    private static Tensor clipped(List<Tensor> parameters, double bound) {
        List<Tensor> norms = new ArrayList<>();
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient != null) {
                norms.add(gradient.norm());
            }
        }
        if (norms.isEmpty()) {
            return Tensor.scalar(0f);
        }
        Tensor norm = Tensor.stack(0, norms.toArray(new Tensor[0])).norm();
        Tensor factor = norm.add(EPSILON).rdiv(bound).clampMax(1);
        replace(parameters, gradient -> gradient.mul(factor.to(gradient.dtype())));
        return norm;
    }

    /**
     * Limits each element of the gradients.
     *
     * @param parameters the parameters
     * @param bound the largest size of an element
     */
    @SuppressWarnings("try")
    public static void clipGradValue(List<Tensor> parameters, double bound) {
        Settings.atLeastZero("bound", bound);
        try (Restore recording = Autograd.noGrad();
                Scope scope = Scope.open()) {
            replace(parameters, gradient -> gradient.clamp(-bound, bound));
        }
    }

    /** New tensors, because several parameters may share one gradient. */
    private static void replace(List<Tensor> parameters, UnaryOperator<Tensor> change) {
        for (Tensor parameter : parameters) {
            Tensor gradient = parameter.grad();
            if (gradient != null) {
                parameter.setGrad(change.apply(gradient));
            }
        }
    }
}
