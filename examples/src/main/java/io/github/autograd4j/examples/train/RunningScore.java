package io.github.autograd4j.examples.train;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/** Sums loss and hits where they are computed: only reading them waits for the device. */
public final class RunningScore {
    private final Tensor loss;
    private final Tensor hits;
    private long samples;

    RunningScore(Device device) {
        loss = Tensor.zeros(Shape.SCALAR, DType.FLOAT64, device);
        hits = Tensor.zeros(Shape.SCALAR, DType.INT64, device);
    }

    @SuppressWarnings("try")
    void add(Tensor batchLoss, Tensor logits, Tensor targets) {
        try (Restore still = Autograd.noGrad()) {
            loss.addAssign(batchLoss.detach().to(DType.FLOAT64).mul(targets.numel()));
            hits.addAssign(logits.detach().argmax(1).eq(targets).sum());
            samples += targets.numel();
        }
    }

    /** How many samples were added. */
    public long samples() {
        return samples;
    }

    /** The mean loss so far. */
    public double loss() {
        return loss.item() / samples;
    }

    /** The fraction of hits so far. */
    public double accuracy() {
        return hits.item() / samples;
    }
}
