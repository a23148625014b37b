package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Transposed convolution over one axis, the gradient of convolution with respect to its image: [batch, in, length], or without batch, to [batch, out, …].
 *
 * <p>Parameters: {@code weight} [in, out / groups, kernel] and {@code bias} [out], at first uniform in ±1/√(out / groups · kernel size).
 */
public final class ConvTranspose1d extends Convolution {
    /**
     * Creates a layer with stride 1, without padding, with a bias.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows along the axis
     */
    public ConvTranspose1d(long in, long out, int kernel) {
        this(builder(in, out, kernel));
    }

    private ConvTranspose1d(ConvBuilder<ConvTranspose1d> builder) {
        super(builder, true);
    }

    /**
     * Starts a layer.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows
     * @return the builder: stride 1, no padding, with bias
     */
    public static ConvBuilder<ConvTranspose1d> builder(long in, long out, int kernel) {
        return new ConvBuilder<>(1, in, out, new int[] {kernel}, ConvTranspose1d::new);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.convTranspose(x, weight(), bias(), geometry, outputPadding, groups);
    }
}
