package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Convolution (cross-correlation) over one axis: [batch, in, length], or without batch, to [batch, out, …].
 *
 * <p>Parameters: {@code weight} [out, in / groups, kernel] and {@code bias} [out], at first uniform in ±1/√(in / groups · kernel size).
 */
public final class Conv1d extends Convolution {
    /**
     * Creates a layer with stride 1, without padding, with a bias.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows along the axis
     */
    public Conv1d(long in, long out, int kernel) {
        this(builder(in, out, kernel));
    }

    private Conv1d(ConvBuilder<Conv1d> builder) {
        super(builder, false);
    }

    /**
     * Starts a layer.
     *
     * @param in the number of channels
     * @param out the number they become
     * @param kernel the size of the windows
     * @return the builder: stride 1, no padding, with bias
     */
    public static ConvBuilder<Conv1d> builder(long in, long out, int kernel) {
        return new ConvBuilder<>(1, in, out, new int[] {kernel}, Conv1d::new);
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.conv1d(padded(x), weight(), bias(), geometry, groups);
    }
}
