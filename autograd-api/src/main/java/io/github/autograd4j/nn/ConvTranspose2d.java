package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Transposed convolution over two axes, the gradient of convolution with respect to its image: [batch, in, height, width], or without batch, to [batch, out, …].
 *
 * <p>Parameters: {@code weight} [in, out / groups, kernel height, kernel width] and {@code bias} [out], at first uniform in ±1/√(out / groups · kernel size).
 */
public final class ConvTranspose2d extends Convolution {
    /**
     * Creates a layer with stride 1, without padding, with a bias.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows along both axes
     */
    public ConvTranspose2d(long in, long out, int kernel) {
        this(builder(in, out, kernel));
    }

    private ConvTranspose2d(ConvBuilder<ConvTranspose2d> builder) {
        super(builder, true);
    }

    /**
     * Starts a layer.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows, one number for both axes or one for each
     * @return the builder: stride 1, no padding, with bias
     */
    public static ConvBuilder<ConvTranspose2d> builder(long in, long out, int... kernel) {
        return new ConvBuilder<>(2, in, out, kernel, ConvTranspose2d::new);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.convTranspose(x, weight(), bias(), geometry, outputPadding, groups);
    }
}
