package io.github.autograd4j.nn;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.stream.LongStream;

/**
 * Layer normalisation (Ba and others, 2016): (x − mean)/√(variance + ε)·γ + β over the last axes, with the biased
 * variance.
 *
 * <p>Parameters: {@code weight} γ = 1 and {@code bias} β = 0.
 */
public final class LayerNorm extends Layer {
    private final Shape shape;
    private final double eps;
    private final Slot weight;
    private final Slot bias;

    /**
     * Creates a layer with ε = 10⁻⁵ and an affine map.
     *
     * @param normalizedShape the sizes of the last axes
     */
    public LayerNorm(long... normalizedShape) {
        this(normalizedShape, 1e-5, true);
    }

    /**
     * Creates a layer.
     *
     * @param normalizedShape the sizes of the last axes
     * @param eps ε
     * @param affine whether γ and β are learnt, or not there
     */
    public LayerNorm(long[] normalizedShape, double eps, boolean affine) {
        this.shape = Shape.of(normalizedShape);
        this.eps = eps;
        this.weight = parameter("weight", affine ? Tensor.ones(normalizedShape) : null);
        this.bias = parameter("bias", affine ? Tensor.zeros(normalizedShape) : null);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.layerNorm(x, shape.toArray(), weight.tensor(), bias.tensor(), eps);
    }

    @Override
    protected String describe() {
        return Repr.tuple(LongStream.of(shape.toArray()).boxed().toList()) + ", eps=" + Repr.number(eps)
                + ", elementwise_affine=" + Repr.flag(weight.tensor() != null);
    }
}
