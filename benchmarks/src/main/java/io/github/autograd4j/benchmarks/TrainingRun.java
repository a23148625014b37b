package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.optim.Optimizer;
import java.util.function.Supplier;

/**
 * A network with its data and its optimizer, ready to be trained.
 *
 * @param loss computes the loss of the one batch
 * @param optimizer updates the parameters
 */
public record TrainingRun(Supplier<Tensor> loss, Optimizer optimizer) {
    /**
     * One step: gradients dropped, forward, backward, update, the loss read.
     *
     * @return the loss before the update
     */
    @SuppressWarnings("try") // only closes what was made
    public double step() {
        try (Scope ignored = Scope.open()) {
            optimizer.zeroGrad();
            Tensor value = loss.get();
            value.backward();
            optimizer.step();
            return value.item();
        }
    }
}
