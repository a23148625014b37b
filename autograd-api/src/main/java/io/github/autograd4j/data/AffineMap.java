package io.github.autograd4j.data;

/**
 * Where pixels go: a position p, counted from the centre of the image, to (a, b; c, d)·p + (dx, dy). The determinant is
 * not 0.
 */
record AffineMap(double a, double b, double c, double d, double dx, double dy) {
    /** Shears along x, scales, turns (from x towards y), moves. */
    static AffineMap of(double angle, double scale, double slope, double dx, double dy) {
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        return new AffineMap(cos, cos * slope - sin, sin, sin * slope + cos, dx, dy);
    }

    /** Replaces each pixel by the bilinear value at the place it comes from; outside there is 0. */
    void apply(float[] pixels, ImageSize size) {
        float[] source = pixels.clone();
        int height = size.height();
        int width = size.width();
        double determinant = a * d - b * c;
        double centreX = (width - 1) / 2.0;
        double centreY = (height - 1) / 2.0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double toX = x - centreX - dx;
                double toY = y - centreY - dy;
                double fromX = (d * toX - b * toY) / determinant + centreX;
                double fromY = (a * toY - c * toX) / determinant + centreY;
                for (int channel = 0; channel < size.channels(); channel++) {
                    int plane = channel * height * width;
                    pixels[plane + y * width + x] = sample(source, plane, height, width, fromX, fromY);
                }
            }
        }
    }

    private static float sample(float[] source, int plane, int height, int width, double x, double y) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double bottom = y - top;
        double upper = (1 - right) * at(source, plane, height, width, left, top)
                + right * at(source, plane, height, width, left + 1, top);
        double lower = (1 - right) * at(source, plane, height, width, left, top + 1)
                + right * at(source, plane, height, width, left + 1, top + 1);
        return (float) ((1 - bottom) * upper + bottom * lower);
    }

    private static double at(float[] source, int plane, int height, int width, int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : source[plane + y * width + x];
    }
}
