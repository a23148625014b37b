package io.github.autograd4j.nn;

import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;

/**
 * Group normalisation (Wu and He, 2018) of [batch, channels, …]: (x − mean)/√(variance + ε)·γ + β over each group of
 * channels of each sample, with the biased variance.
 *
 * <p>Parameters: {@code weight} γ = 1 and {@code bias} β = 0, of shape [channels].
 */
public final class GroupNorm extends Layer {
    private final int groups;
    private final long channels;
    private final double eps;
    private final Slot weight;
    private final Slot bias;

    /**
     * Creates a layer with ε = 10⁻⁵ and an affine map.
     *
     * @param groups their number, which divides that of the channels
     * @param channels their number
     */
    public GroupNorm(int groups, long channels) {
        this(groups, channels, 1e-5, true);
    }

    /**
     * Creates a layer.
     *
     * @param groups their number, which divides that of the channels
     * @param channels their number
     * @param eps ε
     * @param affine whether γ and β are learnt, or not there
     */
    public GroupNorm(int groups, long channels, double eps, boolean affine) {
        if (groups < 1 || channels % groups != 0) {
            throw new ShapeException("GroupNorm: " + groups + " groups do not divide " + channels + " channels");
        }
        this.groups = groups;
        this.channels = channels;
        this.eps = eps;
        this.weight = parameter("weight", affine ? Tensor.ones(channels) : null);
        this.bias = parameter("bias", affine ? Tensor.zeros(channels) : null);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.groupNorm(x, groups, weight.tensor(), bias.tensor(), eps);
    }

    @Override
    protected String describe() {
        return groups + ", " + channels + ", eps=" + Repr.number(eps) + ", affine="
                + Repr.flag(weight.tensor() != null);
    }
}
