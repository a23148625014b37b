package io.github.autograd4j.examples.digits;

/** The way one writer places a glyph on the page: slant, size, rotation, position and a slow wobble. */
final class Hand {
    private final int size;
    private final double xx;
    private final double xy;
    private final double yx;
    private final double yy;
    private final double dx;
    private final double dy;
    private final double wobble;
    private final double phaseX;
    private final double phaseY;

    Hand(SplitMix64 random, int size) {
        this.size = size;
        double angle = random.between(-15, 15) * Stroke.DEGREE;
        double shear = random.between(-.22, .42);
        double height = size * random.between(.6, .78);
        double width = height * random.between(.68, 1.14);
        double cos = StrictMath.cos(angle);
        double sin = StrictMath.sin(angle);
        // rotation · shear · scale, about the middle of the glyph
        xx = cos * width;
        xy = (-cos * shear - sin) * height;
        yx = sin * width;
        yy = (-sin * shear + cos) * height;
        dx = size / 2.0 + random.between(-2.2, 2.2);
        dy = size / 2.0 + random.between(-2.2, 2.2);
        wobble = random.between(0, .055);
        phaseX = random.between(0, 2 * Math.PI);
        phaseY = random.between(0, 2 * Math.PI);
    }

    /** Moves strokes from glyph coordinates to pixels, in place; what would leave the page is pushed back onto it. */
    void place(Stroke[] strokes, double margin) {
        for (Stroke stroke : strokes) {
            place(stroke.points());
        }
        double pushX = push(strokes, 0, margin);
        double pushY = push(strokes, 1, margin);
        for (Stroke stroke : strokes) {
            for (int i = 0; i < stroke.points().length; i += 2) {
                stroke.points()[i] += pushX;
                stroke.points()[i + 1] += pushY;
            }
        }
    }

    private double push(Stroke[] strokes, int axis, double margin) {
        double low = size;
        double high = 0;
        for (Stroke stroke : strokes) {
            for (int i = axis; i < stroke.points().length; i += 2) {
                low = Math.min(low, stroke.points()[i]);
                high = Math.max(high, stroke.points()[i]);
            }
        }
        return Math.max(0, margin - low) - Math.max(0, high + margin - size);
    }

    private void place(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            double x = points[i] - .5;
            double y = points[i + 1] - .5;
            double u = x + wobble * StrictMath.sin(5 * y + phaseX);
            double v = y + wobble * StrictMath.sin(5 * x + phaseY);
            points[i] = xx * u + xy * v + dx;
            points[i + 1] = yx * u + yy * v + dy;
        }
    }
}
