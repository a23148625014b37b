package io.github.autograd4j.data;

import java.util.random.RandomGenerator;

/** Changes one image on the host; {@link Transforms} makes the usual ones, {@link TransformedDataset} applies them. */
@FunctionalInterface
public interface Transform {
    /**
     * Changes an image in place.
     *
     * @param pixels the values
     * @param size how they lie
     * @param random where chance comes from; determined by the sample and the epoch
     */
    void apply(float[] pixels, ImageSize size, RandomGenerator random);
}
