package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/** The mean of each window; padding counts as zeros: [batch, channels, length], or without batch, to [batch, channels, …]. */
public final class AvgPool1d extends Layer {
    private final int kernel;
    private final int stride;
    private final int padding;

    /**
     * Creates a layer whose windows lie side by side.
     *
     * @param kernel the size of the windows
     */
    public AvgPool1d(int kernel) {
        this(kernel, kernel, 0);
    }

    /**
     * Creates a layer.
     *
     * @param kernel the size of the windows
     * @param stride the distance between them
     * @param padding zeros on both sides
     */
    public AvgPool1d(int kernel, int stride, int padding) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.avgPool1d(x, kernel, stride, padding);
    }

    @Override
    protected String describe() {
        return "kernel_size=(" + kernel + ",), stride=(" + stride + ",), padding=(" + padding + ",)";
    }
}
