package io.github.autograd4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransformsTest {
    private static final ImageSize SQUARE = new ImageSize(1, 3, 3);

    private static float[] digits() {
        return new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9};
    }

    private static float[] mapped(AffineMap map) {
        float[] pixels = digits();
        map.apply(pixels, SQUARE);
        return pixels;
    }

    @Test
    void mapsOfPixels() {
        assertThat(mapped(AffineMap.of(0, 1, 0, 0, 0))).containsExactly(digits());
        // A quarter turn from x towards y, which is down: what was left is on top.
        assertThat(mapped(AffineMap.of(Math.PI / 2, 1, 0, 0, 0)))
                .containsExactly(new float[] {7, 4, 1, 8, 5, 2, 9, 6, 3}, within(1e-5f));
        assertThat(mapped(AffineMap.of(0, 1, 0, 1, 0))).containsExactly(0, 1, 2, 0, 4, 5, 0, 7, 8);
        assertThat(mapped(AffineMap.of(0, 1, 0, 0, -1))).containsExactly(4, 5, 6, 7, 8, 9, 0, 0, 0);
        assertThat(mapped(AffineMap.of(0, 1, 0, 0.5, 0)))
                .containsExactly(0.5f, 1.5f, 2.5f, 2, 4.5f, 5.5f, 3.5f, 7.5f, 8.5f);
        // Twice as large: the corners come from half a pixel beside the centre.
        assertThat(mapped(AffineMap.of(0, 2, 0, 0, 0))).containsExactly(3, 3.5f, 4, 4.5f, 5, 5.5f, 6, 6.5f, 7);
        // A shear along x by one pixel a row.
        assertThat(mapped(AffineMap.of(0, 1, 1, 0, 0))).containsExactly(2, 3, 0, 4, 5, 6, 0, 7, 8);
    }

    @Test
    void scaleAndNormalize() {
        float[] pixels = {0, 255, 51, 102};
        Transforms.scale(1 / 255.0).apply(pixels, new ImageSize(2, 1, 2), new SplittableRandom(1));
        assertThat(pixels).containsExactly(new float[] {0, 1, 0.2f, 0.4f}, within(1e-6f));
        Transforms.normalize(new double[] {0.5, 0.2}, new double[] {0.5, 0.1})
                .apply(pixels, new ImageSize(2, 1, 2), new SplittableRandom(1));
        assertThat(pixels).containsExactly(new float[] {-1, 1, 0, 2}, within(1e-5f));
        Transform wrong = Transforms.normalize(new double[] {1, 2}, new double[] {1});
        assertThatThrownBy(() -> wrong.apply(new float[3], new ImageSize(3, 1, 1), new SplittableRandom(1)))
                .hasMessage("normalize: mean has 2 values for images of 3 channels");
    }

    @Test
    void randomOnesStayInTheirRange() {
        SplittableRandom random = new SplittableRandom(5);
        boolean moved = false;
        for (int i = 0; i < 100; i++) {
            float[] pixels = new float[25];
            pixels[12] = 1;
            Transforms.randomShift(1).apply(pixels, new ImageSize(1, 5, 5), random);
            int at = 0;
            while (pixels[at] != 1) {
                at++;
            }
            assertThat(at / 5).isBetween(1, 3);
            assertThat(at % 5).isBetween(1, 3);
            moved |= at != 12;
        }
        assertThat(moved).isTrue();
        float[] pixels = digits();
        Transforms.randomRotation(0).apply(pixels, SQUARE, random);
        assertThat(pixels).containsExactly(digits(), within(1e-6f));
        Transforms.randomFlip(1).apply(pixels, SQUARE, random);
        assertThat(pixels).containsExactly(new float[] {3, 2, 1, 6, 5, 4, 9, 8, 7}, within(1e-6f));
        assertThatThrownBy(() -> Transforms.randomAffine(1, 0, 0, 1, 0)).hasMessageContaining("scales above 0");
    }

    private static TransformedDataset dataset(long seed) {
        Tensor images = Tensor.arange(0, 8 * 9, 1, DType.INT32).to(DType.UINT8).reshape(8, 1, 3, 3);
        return new TransformedDataset(
                new TensorDataset(images, Tensor.arange(8)),
                seed,
                Transforms.scale(1 / 72.0),
                Transforms.randomAffine(30, 0.2, 0.8, 1.2, 10));
    }

    @Test
    void chanceDependsOnSeedEpochAndSampleAlone() {
        TransformedDataset dataset = dataset(1);
        float[] three = dataset.get(4, new int[] {3}).inputs().toFloatArray();
        Batch batch = dataset.get(4, new int[] {5, 3});
        assertThat(batch.inputs().describe()).isEqualTo("float32[2, 1, 3, 3]");
        assertThat(batch.targets().toIntArray()).containsExactly(5, 3);
        assertThat(batch.inputs().get(1).toFloatArray()).isEqualTo(three);
        assertThat(dataset.get(5, new int[] {3}).inputs().toFloatArray()).isNotEqualTo(three);
        assertThat(dataset(2).get(4, new int[] {3}).inputs().toFloatArray()).isNotEqualTo(three);
    }

    @Test
    void loadersPassTheEpochOn() {
        for (int ahead : new int[] {0, 3}) {
            DataLoader loader =
                    DataLoader.builder(dataset(1)).batchSize(4).prefetch(ahead).build();
            float[] first = loader.epoch(0).next().inputs().toFloatArray();
            assertThat(first)
                    .isEqualTo(
                            dataset(1).get(0, new int[] {0, 1, 2, 3}).inputs().toFloatArray());
            assertThat(loader.epoch(1).next().inputs().toFloatArray()).isNotEqualTo(first);
        }
    }

    @Test
    void subsetsPassTheEpochOn() {
        Subset subset = new Subset(dataset(1), 6, 3);
        assertThat(subset.get(4, new int[] {1}).inputs().toFloatArray())
                .isEqualTo(dataset(1).get(4, new int[] {3}).inputs().toFloatArray());
    }

    @Test
    void onlyImagesAreTransformed() {
        TransformedDataset rows =
                new TransformedDataset(new TensorDataset(Tensor.zeros(2, 3), Tensor.zeros(2)), 0, Transforms.scale(2));
        assertThatThrownBy(() -> rows.get(0)).hasMessageContaining("got float32[1, 3]");
    }
}
