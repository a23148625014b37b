package io.github.autograd4j.examples.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticDigitsTest {
    private static final int PIXELS = SyntheticDigits.PIXELS;

    /** Recorded results of trainings hang on these bytes: a new value here means measuring them again. */
    @Test
    void theDataSetIsTheSameBytesForEver() {
        Images images = SyntheticDigits.generate(0, 100);
        CRC32 sum = new CRC32();
        sum.update(images.pixels());
        assertThat(sum.getValue()).isEqualTo(3240794135L);
        assertThat(Arrays.copyOf(images.labels(), 10)).containsExactly(6, 1, 4, 9, 3, 0, 8, 5, 2, 7);
    }

    @Test
    void aSampleDependsOnNothingButSeedIndexAndDigit() {
        Images all = SyntheticDigits.generate(7, 60);
        Images fewer = SyntheticDigits.generate(7, 23);
        assertThat(fewer.pixels()).isEqualTo(Arrays.copyOf(all.pixels(), 23 * PIXELS));
        assertThat(fewer.labels()).isEqualTo(Arrays.copyOf(all.labels(), 23));
        byte[] alone = new byte[PIXELS];
        for (int i = 59; i >= 0; i--) {
            SyntheticDigits.draw(7, i, SyntheticDigits.label(7, i), alone, 0);
            assertThat(alone).as("sample %d", i).isEqualTo(all.image(i));
        }
    }

    @Test
    void seedsIndicesAndDigitsGiveDifferentImages() {
        byte[] image = draw(1, 2, 3);
        assertThat(draw(2, 2, 3)).isNotEqualTo(image);
        assertThat(draw(1, 3, 3)).isNotEqualTo(image);
        assertThat(draw(1, 2, 4)).isNotEqualTo(image);
        assertThat(draw(-1, Long.MIN_VALUE, 3)).isNotEqualTo(image);
    }

    @Test
    void everyPrefixIsBalancedAndTheOrderIsShuffled() {
        int[] labels = SyntheticDigits.generate(3, 500).labels();
        int[] counts = new int[10];
        int inOrder = 0;
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]]++;
            inOrder += labels[i] == i % 10 ? 1 : 0;
            int[] sorted = counts.clone();
            Arrays.sort(sorted);
            assertThat(sorted[9] - sorted[0]).as("after %d", i + 1).isLessThanOrEqualTo(1);
        }
        assertThat(inOrder).isBetween(20, 90);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void everyImageHasInkInTheMiddleAndADarkGround(int digit) {
        for (int index = 0; index < 300; index++) {
            byte[] image = draw(11, index, digit);
            int bright = 0;
            int dark = 0;
            int bent = 0;
            for (int i = 0; i < PIXELS; i++) {
                int grey = image[i] & 0xFF;
                int x = i % 28;
                int y = i / 28;
                bright += grey > 128 ? 1 : 0;
                dark += grey < 64 ? 1 : 0;
                bent += grey > 128 && (x == 0 || y == 0 || x == 27 || y == 27) ? 1 : 0;
            }
            assertThat(bright).as("bright pixels of %d", index).isBetween(12, 330);
            assertThat(dark).as("dark pixels of %d", index).isGreaterThan(PIXELS / 2);
            assertThat(bent).as("bright pixels at the edge of %d", index).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void drawsWithinItsPlaceOnly() {
        byte[] out = new byte[PIXELS + 20];
        Arrays.fill(out, (byte) 77);
        SyntheticDigits.draw(1, 2, 3, out, 10);
        assertThat(Arrays.copyOfRange(out, 10, 10 + PIXELS)).isEqualTo(draw(1, 2, 3));
        assertThat(Arrays.copyOf(out, 10)).containsOnly(77);
        assertThat(Arrays.copyOfRange(out, 10 + PIXELS, out.length)).containsOnly(77);
    }

    @Test
    void refusesWhatItCannotDraw() {
        assertThatThrownBy(() -> draw(0, 0, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SyntheticDigits.draw(0, 0, 1, new byte[PIXELS], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> SyntheticDigits.generate(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SyntheticDigits.generate(0, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(SyntheticDigits.generate(0, 0).count()).isZero();
    }

    /** Learnable, as near images are of the same digit, and no template match, as one mean image a digit is not enough. */
    @Test
    void isLearnableButNotTrivial() {
        Images train = SyntheticDigits.generate(1, 2000);
        Images test = SyntheticDigits.generate(2, 300);
        float[][] known = rows(train);
        float[][] asked = rows(test);
        float[][] means = new float[10][PIXELS];
        for (int i = 0; i < known.length; i++) {
            for (int p = 0; p < PIXELS; p++) {
                means[train.labels()[i]][p] += known[i][p] / 200;
            }
        }
        int byNeighbour = 0;
        int byMean = 0;
        for (int i = 0; i < asked.length; i++) {
            byNeighbour += train.labels()[nearest(known, asked[i])] == test.labels()[i] ? 1 : 0;
            byMean += nearest(means, asked[i]) == test.labels()[i] ? 1 : 0;
        }
        assertThat(byNeighbour / 300.0).as("nearest neighbour").isBetween(.85, .99);
        assertThat(byMean / 300.0).as("nearest mean image").isBetween(.5, .8);
    }

    private static byte[] draw(long seed, long index, int digit) {
        byte[] image = new byte[PIXELS];
        SyntheticDigits.draw(seed, index, digit, image, 0);
        return image;
    }

    private static float[][] rows(Images images) {
        float[] all = images.floats();
        float[][] rows = new float[images.count()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(all, i * PIXELS, (i + 1) * PIXELS);
        }
        return rows;
    }

    private static int nearest(float[][] candidates, float[] image) {
        int best = 0;
        float least = Float.POSITIVE_INFINITY;
        for (int c = 0; c < candidates.length; c++) {
            float distance = 0;
            for (int p = 0; p < PIXELS; p++) {
                float d = candidates[c][p] - image[p];
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                best = c;
            }
        }
        return best;
    }
}
