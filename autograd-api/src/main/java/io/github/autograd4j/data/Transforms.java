package io.github.autograd4j.data;

/** The usual changes of images. */
public final class Transforms {
    private Transforms() {}

    /**
     * Multiplies each value.
     *
     * @param factor the factor; 1/255 brings bytes to the range from 0 to 1
     * @return the transform
     */
    public static Transform scale(double factor) {
        return (pixels, size, random) -> {
            for (int i = 0; i < size.count(); i++) {
                pixels[i] *= (float) factor;
            }
        };
    }

    /**
     * Subtracts a mean and divides by a deviation, for each channel.
     *
     * @param mean the mean of each channel, or one for all
     * @param std the standard deviation of each channel, or one for all
     * @return the transform
     */
    public static Transform normalize(double[] mean, double[] std) {
        double[] means = mean.clone();
        double[] deviations = std.clone();
        return (pixels, size, random) -> {
            int plane = size.height() * size.width();
            for (int channel = 0; channel < size.channels(); channel++) {
                float m = (float) of("mean", means, channel, size);
                float s = (float) of("std", deviations, channel, size);
                for (int i = channel * plane; i < (channel + 1) * plane; i++) {
                    pixels[i] = (pixels[i] - m) / s;
                }
            }
        };
    }

    private static double of(String name, double[] values, int channel, ImageSize size) {
        if (values.length != 1 && values.length != size.channels()) {
            throw new IllegalArgumentException("normalize: " + name + " has " + values.length + " values for images of "
                    + size.channels() + " channels");
        }
        return values[values.length == 1 ? 0 : channel];
    }

    /**
     * Normalises all channels alike.
     *
     * @param mean the mean
     * @param std the standard deviation
     * @return the transform
     */
    public static Transform normalize(double mean, double std) {
        return normalize(new double[] {mean}, new double[] {std});
    }

    /**
     * Moves by whole pixels, up to so many in each direction; what comes in is 0.
     *
     * @param most the largest distance along each axis
     * @return the transform
     */
    public static Transform randomShift(int most) {
        return (pixels, size, random) -> {
            int dx = random.nextInt(-most, most + 1);
            int dy = random.nextInt(-most, most + 1);
            new AffineMap(1, 0, 0, 1, dx, dy).apply(pixels, size);
        };
    }

    /**
     * Mirrors left and right with a probability.
     *
     * @param probability how often
     * @return the transform
     */
    public static Transform randomFlip(double probability) {
        return (pixels, size, random) -> {
            if (random.nextDouble() < probability) {
                new AffineMap(-1, 0, 0, 1, 0, 0).apply(pixels, size);
            }
        };
    }

    /**
     * Turns about the centre; bilinear, what comes in is 0.
     *
     * @param degrees the largest angle in either direction
     * @return the transform
     */
    public static Transform randomRotation(double degrees) {
        return randomAffine(degrees, 0, 1, 1, 0);
    }

    /**
     * Shears, scales and turns about the centre, and moves; bilinear, what comes in is 0. Each quantity is uniform in its
     * range.
     *
     * @param degrees the largest angle of the turn in either direction
     * @param shift the largest distance along each axis as a part of the size
     * @param smallest the smallest scale, above 0
     * @param largest the largest scale
     * @param shear the largest angle of the shear in either direction, below 90
     * @return the transform
     */
    public static Transform randomAffine(double degrees, double shift, double smallest, double largest, double shear) {
        if (!(smallest > 0 && smallest <= largest && Math.abs(shear) < 90)) {
            throw new IllegalArgumentException(
                    "randomAffine: expected scales above 0 in order and a shear below 90, got " + smallest + ", "
                            + largest + " and " + shear);
        }
        return (pixels, size, random) -> {
            double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
            double dx = size.width() * shift * (2 * random.nextDouble() - 1);
            double dy = size.height() * shift * (2 * random.nextDouble() - 1);
            double scale = smallest + (largest - smallest) * random.nextDouble();
            double slope = Math.tan(Math.toRadians(shear * (2 * random.nextDouble() - 1)));
            AffineMap.of(angle, scale, slope, dx, dy).apply(pixels, size);
        };
    }
}
