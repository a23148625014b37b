package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * Means over windows that divide the plane as evenly as can be: [batch, channels, height, width], or without batch, to
 * [batch, channels, the sizes wanted].
 */
public final class AdaptiveAvgPool2d extends Layer {
    private final long height;
    private final long width;

    /**
     * Creates a layer whose result is a square.
     *
     * @param size of its sides; 1 for the mean of each channel
     */
    public AdaptiveAvgPool2d(long size) {
        this(size, size);
    }

    /**
     * Creates a layer.
     *
     * @param height of the result
     * @param width of the result
     */
    public AdaptiveAvgPool2d(long height, long width) {
        this.height = height;
        this.width = width;
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.adaptiveAvgPool2d(x, height, width);
    }

    @Override
    protected String describe() {
        return "output_size=(" + height + ", " + width + ")";
    }
}
