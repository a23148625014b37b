package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/** The largest element of each window: [batch, channels, length], or without batch, to [batch, channels, …]. */
public final class MaxPool1d extends Layer {
    private final int kernel;
    private final int stride;
    private final int padding;

    /**
     * Creates a layer whose windows lie side by side.
     *
     * @param kernel the size of the windows
     */
    public MaxPool1d(int kernel) {
        this(kernel, kernel, 0);
    }

    /**
     * Creates a layer.
     *
     * @param kernel the size of the windows
     * @param stride the distance between them
     * @param padding what is added on both sides and never wins
     */
    public MaxPool1d(int kernel, int stride, int padding) {
        this.kernel = kernel;
        this.stride = stride;
        this.padding = padding;
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.maxPool1d(x, kernel, stride, padding);
    }

    @Override
    protected String describe() {
        return "kernel_size=" + kernel + ", stride=" + stride + ", padding=" + padding
                + ", dilation=1, ceil_mode=False";
    }
}
