package io.github.autograd4j.examples.digits;

import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A data set of handwritten-like digits that needs no file and no network: every image is drawn stroke by stroke, with
 * a random hand, pen and paper. It is about as hard as MNIST: from a few thousand samples a linear classifier gets some
 * 89% right, a small convolutional network 99%.
 *
 * <p>Sample {@code index} of {@code seed} is the same bytes on every machine and JDK, however many samples are drawn, in
 * whatever order and by however many threads. Take different seeds for training and for testing. Labels come in
 * shuffled blocks of ten, so that every prefix is balanced to within one sample a class.
 */
public final class SyntheticDigits {
    /** Height and width of an image, in pixels. */
    public static final int SIZE = 28;

    /** Bytes of one image. */
    public static final int PIXELS = SIZE * SIZE;

    /** The number of digits, and so of labels. */
    public static final int CLASSES = 10;

    private SyntheticDigits() {}

    /**
     * Draws the first {@code count} samples of a seed.
     *
     * @throws IllegalArgumentException if {@code count} is negative or the images need more than 2 GiB
     */
    public static Images generate(long seed, int count) {
        if (count < 0 || count > Integer.MAX_VALUE / PIXELS) {
            throw new IllegalArgumentException("count: " + count + " (0 to " + Integer.MAX_VALUE / PIXELS + ")");
        }
        byte[] pixels = new byte[count * PIXELS];
        int[] labels = new int[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            labels[i] = label(seed, i);
            draw(seed, i, labels[i], pixels, i * PIXELS);
        });
        return new Images(SIZE, SIZE, pixels, labels);
    }

    /** The digit that {@link #generate} draws as sample {@code index}. */
    public static int label(long seed, long index) {
        SplitMix64 random = SplitMix64.keyed(seed, Math.floorDiv(index, CLASSES), 'L');
        int[] block = new int[CLASSES];
        for (int i = 0; i < CLASSES; i++) {
            int j = random.below(i + 1);
            block[i] = block[j];
            block[j] = i;
        }
        return block[(int) Math.floorMod(index, (long) CLASSES)];
    }

    /**
     * Draws one digit as sample {@code index} of {@code seed} into {@code out}, {@link #PIXELS} bytes row by row from
     * {@code offset}: 0 is background, 255 (−1 as a byte) full ink.
     *
     * @throws IllegalArgumentException if {@code digit} is not in 0 .. 9
     * @throws IndexOutOfBoundsException if the image does not fit
     */
    public static void draw(long seed, long index, int digit, byte[] out, int offset) {
        if (digit < 0 || digit >= CLASSES) {
            throw new IllegalArgumentException("digit: " + digit + " (0 to 9)");
        }
        Objects.checkFromIndexSize(offset, PIXELS, out.length);
        SplitMix64 random = SplitMix64.keyed(seed, index, digit);
        Stroke[] strokes = Glyphs.pick(digit, random).jittered(random, random.between(.012, .04));
        double radius = random.between(.8, 1.9);
        new Hand(random, SIZE).place(strokes, radius + 1);
        Pen pen = new Pen(SIZE, radius);
        double taper = random.between(0, .4);
        for (Stroke stroke : strokes) {
            pen.draw(stroke, taper);
        }
        double sharpness = 1 / random.between(1, 2.2);
        double level = random.between(200, 255);
        double noise = Math.max(0, random.between(-4, 12));
        for (int i = 0; i < PIXELS; i++) {
            double grey = level * pen.ink(i, sharpness) + noise * random.bell();
            out[offset + i] = (byte) (int) (Math.min(255, Math.max(0, grey)) + .5);
        }
    }
}
