package io.github.autograd4j.examples.train;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.Dataset;
import io.github.autograd4j.data.Transform;
import io.github.autograd4j.data.TransformedDataset;
import io.github.autograd4j.data.Transforms;
import io.github.autograd4j.examples.digits.Images;
import java.util.Objects;

/** Images as tensors of shape [batch, 1, height, width] with values from 0 to 255; the targets are the labels. */
final class DigitDataset implements Dataset {
    private final Images images;

    private DigitDataset(Images images) {
        this.images = images;
    }

    /** The images as they are, normalised. */
    static Dataset plain(Images images, Normalisation normalisation) {
        return new TransformedDataset(
                new DigitDataset(images), 0, Transforms.scale(1 / 255.0), normalise(normalisation));
    }

    /** The images turned, scaled and moved a little, anew in each epoch, and normalised. */
    static Dataset augmented(Images images, Normalisation normalisation, long seed) {
        return new TransformedDataset(
                new DigitDataset(images),
                seed,
                Transforms.randomAffine(10, 1 / 14.0, 0.9, 1.1, 5),
                Transforms.scale(1 / 255.0),
                normalise(normalisation));
    }

    private static Transform normalise(Normalisation normalisation) {
        return Transforms.normalize(normalisation.mean(), normalisation.deviation());
    }

    @Override
    public int size() {
        return images.count();
    }

    @Override
    public Batch get(int... indices) {
        int size = images.height() * images.width();
        float[] inputs = new float[indices.length * size];
        long[] targets = new long[indices.length];
        for (int i = 0; i < indices.length; i++) {
            int index = Objects.checkIndex(indices[i], images.count());
            for (int k = 0; k < size; k++) {
                inputs[i * size + k] = images.pixels()[index * size + k] & 0xFF;
            }
            targets[i] = images.labels()[index];
        }
        return new Batch(Tensor.of(inputs, indices.length, 1, images.height(), images.width()), Tensor.of(targets));
    }
}
