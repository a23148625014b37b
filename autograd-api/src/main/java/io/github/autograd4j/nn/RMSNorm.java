package io.github.autograd4j.nn;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.stream.LongStream;

/**
 * Root mean square normalisation (Zhang and Sennrich, 2019): x/√(mean(x²) + ε)·γ over the last axes.
 *
 * <p>Parameter: {@code weight} γ = 1.
 */
public final class RMSNorm extends Layer {
    /** As ε: the machine epsilon of the operand's type. */
    public static final double MACHINE_EPSILON = Double.NaN;

    private final Shape shape;
    private final double eps;
    private final Slot weight;

    /**
     * Creates a layer whose ε is {@link #MACHINE_EPSILON}, with a factor.
     *
     * @param normalizedShape the sizes of the last axes
     */
    public RMSNorm(long... normalizedShape) {
        this(normalizedShape, MACHINE_EPSILON, true);
    }

    /**
     * Creates a layer.
     *
     * @param normalizedShape the sizes of the last axes
     * @param eps ε, or {@link #MACHINE_EPSILON}
     * @param affine whether γ is learnt, or not there
     */
    public RMSNorm(long[] normalizedShape, double eps, boolean affine) {
        this.shape = Shape.of(normalizedShape);
        this.eps = eps;
        this.weight = parameter("weight", affine ? Tensor.ones(normalizedShape) : null);
    }

    @Override
    Tensor compute(Tensor x) {
        double added = !Double.isNaN(eps)
                ? eps
                : switch (x.dtype()) {
                    case FLOAT16 -> 0x1p-10;
                    case BFLOAT16 -> 0x1p-7;
                    case FLOAT64 -> 0x1p-52;
                    default -> 0x1p-23;
                };
        return Functional.rmsNorm(x, shape.toArray(), weight.tensor(), added);
    }

    @Override
    protected String describe() {
        return Repr.tuple(LongStream.of(shape.toArray()).boxed().toList()) + ", eps="
                + (Double.isNaN(eps) ? "None" : Repr.number(eps)) + ", elementwise_affine="
                + Repr.flag(weight.tensor() != null);
    }
}
