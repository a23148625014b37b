package io.github.autograd4j.nn;

/** What follows a layer, for the scale of its weights: the recommended gains of PyTorch. */
public enum Nonlinearity {
    /** Nothing; also convolutions and sigmoid. */
    LINEAR(1),
    /** tanh. */
    TANH(5.0 / 3),
    /** relu. */
    RELU(Math.sqrt(2)),
    /** selu. */
    SELU(0.75);

    private final double gain;

    Nonlinearity(double gain) {
        this.gain = gain;
    }

    /**
     * Returns the factor that keeps the variance.
     *
     * @return the gain
     */
    public double gain() {
        return gain;
    }

    /**
     * Returns the gain for leaky relu, √(2 / (1 + s²)).
     *
     * @param slope s, the slope below 0
     * @return the gain
     */
    public static double leakyRelu(double slope) {
        return Math.sqrt(2 / (1 + slope * slope));
    }
}
