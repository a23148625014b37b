package io.github.autograd4j.examples.digits;

import java.io.IOException;
import java.nio.file.Path;

/** A picture of one digit, made to look like the images that a model was trained on. */
public final class DigitPicture {
    private static final int SIZE = SyntheticDigits.SIZE;
    private static final int BOX = 20;
    private static final int COARSE = 8;
    private static final int COARSE_GREY = 16;
    /** The coarse images were counted from bitmaps of 32×32, which digits fill from top to bottom. */
    private static final int BITMAP = 32;
    /** The digits of the coarse set take 6 of their 8 columns, nearly all of them. */
    private static final int WIDEST = 22;
    /** Strokes of either set are rarely thinner than this part of the digit's height. */
    private static final double THINNEST = .09;

    private final Ink ink;

    private DigitPicture(Ink ink) {
        this.ink = Thickening.atLeast(ink, THINNEST);
    }

    /**
     * Reads a PNG file of any size up to 4096×4096 pixels and any kind of colour, on a ground that is found at its
     * border.
     *
     * @throws IOException with a message that names the file and the problem, if it cannot be read, is not a PNG file,
     *     is malformed, truncated, too large or blank
     */
    public static DigitPicture read(Path file) throws IOException {
        return read(file, Background.AUTO);
    }

    /**
     * Reads a PNG file as {@link #read(Path)} does, on a ground that the caller knows.
     *
     * @throws IOException as {@link #read(Path)}, or if nothing stands out from the ground in the direction asked for
     */
    public static DigitPicture read(Path file, Background background) throws IOException {
        Grey picture = PngFile.read(file);
        try {
            return new DigitPicture(Ink.of(picture, background));
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The digit as MNIST has it: light on dark, scaled into 20×20 with its proportions kept, its centre of mass in the
     * middle of 28×28.
     *
     * @return 784 unsigned bytes, row by row; 0 is background, 255 the densest ink
     */
    public byte[] image28() {
        double scale = (double) BOX / Math.max(ink.height(), ink.width());
        Ink small = ink.scaled(scaled(ink.height(), scale), scaled(ink.width(), scale))
                .stretched(255);
        int top = middle(small.centreRow(), small.height());
        int left = middle(small.turned().centreRow(), small.width());
        byte[] out = new byte[SIZE * SIZE];
        for (int y = 0; y < small.height(); y++) {
            for (int x = 0; x < small.width(); x++) {
                out[(top + y) * SIZE + left + x] = (byte) Math.round(small.values()[y * small.width() + x]);
            }
        }
        return out;
    }

    /**
     * The digit as UCI's "Optical Recognition of Handwritten Digits" has it: it fills the height, is at most 6 of the 8
     * columns wide and stands in their middle; the means of 4×4 pixels.
     *
     * @return 64 numbers from 0 (background) to 16, row by row
     */
    public byte[] image8() {
        double scale = (double) BITMAP / ink.height();
        int width = Math.min(WIDEST, scaled(ink.width(), scale));
        Ink tall = ink.scaled(BITMAP, width);
        float[] bitmap = new float[BITMAP * BITMAP];
        int left = (BITMAP - width) / 2;
        for (int y = 0; y < BITMAP; y++) {
            System.arraycopy(tall.values(), y * width, bitmap, y * BITMAP + left, width);
        }
        Ink coarse = new Ink(BITMAP, BITMAP, bitmap).scaled(COARSE, COARSE).stretched(COARSE_GREY);
        byte[] out = new byte[COARSE * COARSE];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) Math.round(coarse.values()[i]);
        }
        return out;
    }

    private static int scaled(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }

    /** Where a side begins so that the centre of its mass is at 14 − ½ … 14 + ½, as in MNIST, and nothing is cut off. */
    private static int middle(double centre, int side) {
        int begin = (int) Math.ceil(SIZE / 2 - .5 - centre);
        return Math.max(0, Math.min(SIZE - side, begin));
    }
}
