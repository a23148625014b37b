package io.github.autograd4j.data;

import io.github.autograd4j.DType;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Transfers;
import io.github.autograd4j.spi.HostArray;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Images of another data set, changed by transforms. What is random about them depends on the seed, the epoch and the
 * number of the sample alone: not on the order of the samples or on the thread that fetches them.
 */
public final class TransformedDataset implements Dataset {
    private final Dataset source;
    private final List<Transform> transforms;
    private final long seed;

    /**
     * Creates a data set.
     *
     * @param source inputs of shape [n, channels, height, width] or [n, height, width], of any type
     * @param seed decides what is random
     * @param transforms what to do with each image, in this order
     */
    public TransformedDataset(Dataset source, long seed, Transform... transforms) {
        this.source = source;
        this.seed = seed;
        this.transforms = List.of(transforms);
    }

    @Override
    public int size() {
        return source.size();
    }

    @Override
    public Batch get(int... indices) {
        return get(0, indices);
    }

    /** The images as float32; targets are the source's. */
    @Override
    public Batch get(long epoch, int[] indices) {
        Batch batch = source.get(epoch, indices);
        try (Tensor inputs = batch.inputs()) {
            ImageSize size = size(inputs);
            float[] pixels = inputs.toFloatArray();
            float[] image = new float[size.count()];
            for (int i = 0; i < indices.length; i++) {
                SplittableRandom random = Shuffle.random(seed, epoch, indices[i]);
                System.arraycopy(pixels, i * image.length, image, 0, image.length);
                for (Transform transform : transforms) {
                    transform.apply(image, size, random);
                }
                System.arraycopy(image, 0, pixels, i * image.length, image.length);
            }
            HostArray changed = new HostArray(DType.FLOAT32, pixels, 0, pixels.length);
            return new Batch(Transfers.upload(changed, inputs.shape(), inputs.device()), batch.targets());
        }
    }

    private static ImageSize size(Tensor images) {
        int rank = images.rank();
        if (rank != 3 && rank != 4) {
            throw new ShapeException(
                    "transform: expected [n, channels, height, width] or [n, height, width], got " + images.describe());
        }
        return new ImageSize(
                rank == 3 ? 1 : (int) images.size(1), (int) images.size(rank - 2), (int) images.size(rank - 1));
    }
}
