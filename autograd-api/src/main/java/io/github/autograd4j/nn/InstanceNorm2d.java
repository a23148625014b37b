package io.github.autograd4j.nn;

import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;

/**
 * Instance normalisation (Ulyanov and others, 2016) of [batch, channels, height, width]: (x − mean)/√(variance + ε) over
 * each channel of each sample, with the biased variance; running statistics are not kept.
 *
 * <p>Parameters, only with an affine map: {@code weight} γ = 1 and {@code bias} β = 0.
 */
public final class InstanceNorm2d extends Layer {
    private final long channels;
    private final double eps;
    private final Slot weight;
    private final Slot bias;

    /**
     * Creates a layer with ε = 10⁻⁵ and without an affine map.
     *
     * @param channels their number
     */
    public InstanceNorm2d(long channels) {
        this(channels, 1e-5, false);
    }

    /**
     * Creates a layer.
     *
     * @param channels their number
     * @param eps ε
     * @param affine whether γ and β are learnt, or not there
     */
    public InstanceNorm2d(long channels, double eps, boolean affine) {
        this.channels = channels;
        this.eps = eps;
        this.weight = parameter("weight", affine ? Tensor.ones(channels) : null);
        this.bias = parameter("bias", affine ? Tensor.zeros(channels) : null);
    }

    @Override
    Tensor compute(Tensor x) {
        if (x.rank() != 4 || x.size(1) != channels) {
            throw new ShapeException("InstanceNorm2d: expected " + channels + " channels, got " + x.describe());
        }
        return Functional.instanceNorm(x, weight.tensor(), bias.tensor(), eps);
    }

    @Override
    protected String describe() {
        return channels + ", eps=" + Repr.number(eps) + ", momentum=0.1, affine=" + Repr.flag(weight.tensor() != null)
                + ", track_running_stats=False";
    }
}
