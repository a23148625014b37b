package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;

/**
 * Fills parameters with first values. Each method changes the tensor in place, whether or not it requires gradients, and
 * returns it. The fans of a weight of shape [out, in, k…] are in·∏k and out·∏k.
 */
public final class Init {
    private Init() {}

    /** Which fan of a weight determines its variance. */
    public enum Fan {
        /** The number of inputs: keeps the variance of the forward pass. */
        IN,
        /** The number of outputs: keeps the variance of the backward pass. */
        OUT
    }

    /**
     * Fills with uniform numbers.
     *
     * @param tensor what to fill
     * @param low the smallest
     * @param high the bound above
     * @param rng the generator, for example {@link Rng#global()}
     * @return the tensor
     */
    @SuppressWarnings("try")
    public static Tensor uniform(Tensor tensor, double low, double high, Rng rng) {
        try (Restore ignored = Autograd.noGrad();
                Tensor values = rng.rand(tensor.shape(), tensor.dtype(), tensor.device());
                Tensor scaled = values.mul(high - low);
                Tensor shifted = scaled.add(low)) {
            tensor.assign(shifted);
        }
        return tensor;
    }

    /**
     * Fills with normal numbers.
     *
     * @param tensor what to fill
     * @param mean their mean
     * @param std their standard deviation
     * @param rng the generator, for example {@link Rng#global()}
     * @return the tensor
     */
    @SuppressWarnings("try")
    public static Tensor normal(Tensor tensor, double mean, double std, Rng rng) {
        try (Restore ignored = Autograd.noGrad();
                Tensor values = rng.randn(tensor.shape(), tensor.dtype(), tensor.device());
                Tensor scaled = values.mul(std);
                Tensor shifted = scaled.add(mean)) {
            tensor.assign(shifted);
        }
        return tensor;
    }

    /**
     * Fills with one value.
     *
     * @param tensor what to fill
     * @param value the value
     * @return the tensor
     */
    @SuppressWarnings("try")
    public static Tensor constant(Tensor tensor, double value) {
        try (Restore ignored = Autograd.noGrad()) {
            tensor.fillAssign(value);
        }
        return tensor;
    }

    /**
     * Fills with uniform numbers of ±gain·√(6 / (fan in + fan out)) (Glorot and Bengio, 2010).
     *
     * @param tensor a weight, of rank 2 at least
     * @param gain a factor, as of {@link Nonlinearity}
     * @param rng the generator
     * @return the tensor
     */
    public static Tensor xavierUniform(Tensor tensor, double gain, Rng rng) {
        double bound = gain * Math.sqrt(6.0 / (fan(tensor, Fan.IN) + fan(tensor, Fan.OUT)));
        return uniform(tensor, -bound, bound, rng);
    }

    /**
     * Fills with normal numbers of standard deviation gain·√(2 / (fan in + fan out)) (Glorot and Bengio, 2010).
     *
     * @param tensor a weight, of rank 2 at least
     * @param gain a factor, as of {@link Nonlinearity}
     * @param rng the generator
     * @return the tensor
     */
    public static Tensor xavierNormal(Tensor tensor, double gain, Rng rng) {
        return normal(tensor, 0, gain * Math.sqrt(2.0 / (fan(tensor, Fan.IN) + fan(tensor, Fan.OUT))), rng);
    }

    /**
     * Fills with uniform numbers of ±gain·√(3 / fan) (He and others, 2015).
     *
     * @param tensor a weight, of rank 2 at least
     * @param fan which fan
     * @param gain a factor, as of {@link Nonlinearity}
     * @param rng the generator
     * @return the tensor
     */
    public static Tensor kaimingUniform(Tensor tensor, Fan fan, double gain, Rng rng) {
        double bound = gain * Math.sqrt(3.0 / fan(tensor, fan));
        return uniform(tensor, -bound, bound, rng);
    }

    /**
     * Fills with normal numbers of standard deviation gain / √fan (He and others, 2015).
     *
     * @param tensor a weight, of rank 2 at least
     * @param fan which fan
     * @param gain a factor, as of {@link Nonlinearity}
     * @param rng the generator
     * @return the tensor
     */
    public static Tensor kaimingNormal(Tensor tensor, Fan fan, double gain, Rng rng) {
        return normal(tensor, 0, gain / Math.sqrt(fan(tensor, fan)), rng);
    }

    /**
     * Fills as PyTorch's linear and convolution layers do: uniform numbers of ±1/√(fan in), which is Kaiming's with the
     * gain of leaky relu of slope √5.
     *
     * @param tensor a weight, or the bias that goes with one
     * @param fanIn the fan of the weight
     * @param rng the generator
     * @return the tensor
     */
    static Tensor standard(Tensor tensor, long fanIn, Rng rng) {
        double bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
        return uniform(tensor, -bound, bound, rng);
    }

    static long fan(Tensor weight, Fan fan) {
        if (weight.rank() < 2) {
            throw new ShapeException("init: the fans need a weight of rank 2 at least, got " + weight.describe());
        }
        long receptive = 1;
        for (int axis = 2; axis < weight.rank(); axis++) {
            receptive *= weight.size(axis);
        }
        return receptive * weight.size(fan == Fan.IN ? 1 : 0);
    }
}
