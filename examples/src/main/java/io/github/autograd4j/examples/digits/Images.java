package io.github.autograd4j.examples.digits;

/**
 * Labelled grey images of one size.
 *
 * @param height rows of an image
 * @param width columns of an image
 * @param pixels the images one after another, row by row; unsigned bytes, 0 is background
 * @param labels the class of each image
 */
public record Images(int height, int width, byte[] pixels, int[] labels) {

    /**
     * Checks that the sizes agree; the arrays are not copied.
     *
     * @throws IllegalArgumentException if they do not
     */
    public Images {
        if ((long) labels.length * height * width != pixels.length) {
            throw new IllegalArgumentException(
                    "images: " + pixels.length + " pixels for " + labels.length + " images of " + height + "x" + width);
        }
    }

    /** How many images there are. */
    public int count() {
        return labels.length;
    }

    /** A copy of one image, row by row. */
    public byte[] image(int index) {
        byte[] image = new byte[height * width];
        System.arraycopy(pixels, index * image.length, image, 0, image.length);
        return image;
    }

    /** All pixels as numbers from 0 to 1, in the order of {@link #pixels}: [count, height, width] row-major. */
    public float[] floats() {
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (pixels[i] & 0xFF) / 255f;
        }
        return values;
    }
}
