package io.github.autograd4j.nn;

/**
 * Batch normalisation (Ioffe and Szegedy, 2015) of [batch, channels, height, width]: (x − mean)/√(variance + ε)·γ + β for each channel. In
 * training mean and biased variance are the batch's, and the running ones move towards the batch's mean and unbiased
 * variance; in evaluation the running ones are used.
 *
 * <p>Parameters: {@code weight} γ = 1 and {@code bias} β = 0. Buffers: {@code running_mean} = 0, {@code running_var} =
 * 1 and {@code num_batches_tracked} = 0.
 */
public final class BatchNorm2d extends BatchNorm {
    /**
     * Creates a layer with ε = 10⁻⁵, momentum 0.1 and an affine map.
     *
     * @param channels their number
     */
    public BatchNorm2d(long channels) {
        this(channels, 1e-5, 0.1, true);
    }

    /**
     * Creates a layer.
     *
     * @param channels their number
     * @param eps ε
     * @param momentum the weight of a batch in the running statistics, or {@link #CUMULATIVE}
     * @param affine whether γ and β are learnt, or not there
     */
    public BatchNorm2d(long channels, double eps, double momentum, boolean affine) {
        super(channels, eps, momentum, affine);
    }

    @Override
    boolean takes(int rank) {
        return rank == 4;
    }
}
