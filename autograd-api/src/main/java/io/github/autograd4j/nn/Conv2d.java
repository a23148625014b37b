package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Convolution (cross-correlation) over two axes: [batch, in, height, width], or without batch, to [batch, out, …].
 *
 * <p>Parameters: {@code weight} [out, in / groups, kernel height, kernel width] and {@code bias} [out], at first uniform in ±1/√(in / groups · kernel size).
 */
public final class Conv2d extends Convolution {
    /**
     * Creates a layer with stride 1, without padding, with a bias.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows along both axes
     */
    public Conv2d(long in, long out, int kernel) {
        this(builder(in, out, kernel));
    }

    private Conv2d(ConvBuilder<Conv2d> builder) {
        super(builder, false);
    }

    /**
     * Starts a layer.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows, one number for both axes or one for each
     * @return the builder: stride 1, no padding, with bias
     */
    public static ConvBuilder<Conv2d> builder(long in, long out, int... kernel) {
        return new ConvBuilder<>(2, in, out, kernel, Conv2d::new);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.conv2d(padded(x), weight(), bias(), geometry, groups);
    }
}
