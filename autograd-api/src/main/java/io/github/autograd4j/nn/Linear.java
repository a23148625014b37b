package io.github.autograd4j.nn;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;

/**
 * x·Wᵀ + b along the last axis: […, in] to […, out].
 *
 * <p>Parameters: {@code weight} [out, in] and {@code bias} [out], at first uniform in ±1/√in.
 */
public final class Linear extends Layer {
    private final long in;
    private final long out;
    private final Slot weight;
    private final Slot bias;

    /**
     * Creates a layer with a bias.
     *
     * @param in the size of the last axis
     * @param out the size it becomes
     */
    public Linear(long in, long out) {
        this(in, out, true);
    }

    /**
     * Creates a layer.
     *
     * @param in the size of the last axis
     * @param out the size it becomes
     * @param bias whether something is added
     */
    public Linear(long in, long out, boolean bias) {
        this(in, out, bias, Rng.global());
    }

    /**
     * Creates a layer.
     *
     * @param in the size of the last axis
     * @param out the size it becomes
     * @param bias whether something is added
     * @param rng makes the first values
     */
    public Linear(long in, long out, boolean bias, Rng rng) {
        this.in = in;
        this.out = out;
        this.weight = parameter("weight", Init.standard(Tensor.zeros(out, in), in, rng));
        this.bias = parameter("bias", bias ? Init.standard(Tensor.zeros(out), in, rng) : null);
    }

    /**
     * Returns the weight.
     *
     * @return a tensor of shape [out, in]
     */
    public Tensor weight() {
        return weight.tensor();
    }

    /**
     * Returns the bias.
     *
     * @return a tensor of shape [out], or null if there is none
     */
    public Tensor bias() {
        return bias.tensor();
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.linear(x, weight.tensor(), bias.tensor());
    }

    @Override
    protected String describe() {
        return "in_features=" + in + ", out_features=" + out + ", bias=" + Repr.flag(bias.tensor() != null);
    }
}
