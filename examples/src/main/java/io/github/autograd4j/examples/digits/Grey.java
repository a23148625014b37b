package io.github.autograd4j.examples.digits;

/**
 * A grey picture in memory.
 *
 * @param pixels unsigned bytes, row by row: 0 is black, 255 white
 */
record Grey(int height, int width, byte[] pixels) {
    private static final int VISIBLE = 24;

    int at(int y, int x) {
        return pixels[y * width + x] & 0xFF;
    }

    /** Whether an eye would see nothing on it. */
    boolean blank() {
        int low = 255;
        int high = 0;
        for (byte pixel : pixels) {
            low = Math.min(low, pixel & 0xFF);
            high = Math.max(high, pixel & 0xFF);
        }
        return high - low < VISIBLE;
    }
}
