package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.InPlace;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.Pointwise;
import java.util.function.BinaryOperator;

/** What batch normalisations share: parameters and running statistics. */
abstract class BatchNorm extends Layer {
    /** As momentum: the running statistics are the mean of all batches so far. */
    public static final double CUMULATIVE = Double.NaN;

    private static final Pointwise INCREMENT =
            Formulas.ADD_SCALAR.bind(DType.INT64, DType.INT64, null).op(1);

    private final long channels;
    private final double eps;
    private final double momentum;
    private final Slot weight;
    private final Slot bias;
    private final Slot runningMean;
    private final Slot runningVar;
    private final Slot batches;

    BatchNorm(long channels, double eps, double momentum, boolean affine) {
        this.channels = channels;
        this.eps = eps;
        this.momentum = momentum;
        this.weight = parameter("weight", affine ? Tensor.ones(channels) : null);
        this.bias = parameter("bias", affine ? Tensor.zeros(channels) : null);
        this.runningMean = buffer("running_mean", Tensor.zeros(channels));
        this.runningVar = buffer("running_var", Tensor.ones(channels));
        this.batches = buffer("num_batches_tracked", Tensor.zeros(Shape.SCALAR, DType.INT64, Device.current()));
    }

    /**
     * Returns γ.
     *
     * @return a tensor of shape [channels], or null without affine map
     */
    public final Tensor weight() {
        return weight.tensor();
    }

    /**
     * Returns β.
     *
     * @return a tensor of shape [channels], or null without affine map
     */
    public final Tensor bias() {
        return bias.tensor();
    }

    /**
     * Returns the running mean.
     *
     * @return a buffer of shape [channels]
     */
    public final Tensor runningMean() {
        return runningMean.tensor();
    }

    /**
     * Returns the running, unbiased variance.
     *
     * @return a buffer of shape [channels]
     */
    public final Tensor runningVar() {
        return runningVar.tensor();
    }

    /** Checks the rank. */
    abstract boolean takes(int rank);

    @Override
    final Tensor compute(Tensor x) {
        if (!takes(x.rank()) || x.size(1) != channels) {
            throw new ShapeException(name() + ": expected " + channels + " channels, got " + x.describe());
        }
        // The number of batches stays on the device: reading it would wait for all work before.
        BinaryOperator<Tensor> average = Double.isNaN(momentum)
                ? (running, batch) -> running.lerp(batch, share().to(running.dtype()))
                : (running, batch) -> running.lerp(batch, momentum);
        Tensor y = Functional.batchNorm(
                x,
                runningMean.tensor(),
                runningVar.tensor(),
                weight.tensor(),
                bias.tensor(),
                isTraining(),
                average,
                eps);
        if (isTraining()) {
            count();
        }
        return y;
    }

    /** The weight of the next batch in a mean over all. */
    private Tensor share() {
        return batches.tensor().add(1).to(DType.FLOAT32).reciprocal();
    }

    @SuppressWarnings("try")
    private void count() {
        try (Restore ignored = Autograd.noGrad()) {
            InPlace.update("batchNorm", INCREMENT, new Tensor[] {batches.tensor()}, batches.tensor());
        }
    }

    @Override
    protected final String describe() {
        return channels + ", eps=" + Repr.number(eps) + ", momentum="
                + (Double.isNaN(momentum) ? "None" : Repr.number(momentum))
                + ", affine=" + Repr.flag(weight.tensor() != null) + ", track_running_stats=True";
    }
}
