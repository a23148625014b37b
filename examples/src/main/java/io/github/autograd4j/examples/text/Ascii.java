package io.github.autograd4j.examples.text;

import java.util.ArrayList;
import java.util.List;

/** Tiny pictures in plain characters. */
public final class Ascii {
    private static final String RAMP = " .:-=+*#%@";

    private Ascii() {}

    /**
     * A grey image, one character for two pixels one above the other, as characters are twice as high as wide: 28×28
     * pixels are 14 lines of 28 columns.
     *
     * @param pixels unsigned bytes, row by row: 0 is blank, 255 the densest character
     * @throws IllegalArgumentException if {@code pixels} does not have {@code height·width} elements
     */
    public static List<String> image(byte[] pixels, int height, int width) {
        if (height < 0 || width < 0 || (long) height * width != pixels.length) {
            throw new IllegalArgumentException("image: " + pixels.length + " pixels for " + height + "x" + width);
        }
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < height; y += 2) {
            StringBuilder line = new StringBuilder(width);
            int below = Math.min(y + 1, height - 1);
            for (int x = 0; x < width; x++) {
                int grey = (pixels[y * width + x] & 0xFF) + (pixels[below * width + x] & 0xFF);
                line.append(RAMP.charAt(grey * RAMP.length() / 511));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
