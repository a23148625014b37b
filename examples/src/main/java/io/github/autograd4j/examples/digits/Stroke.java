package io.github.autograd4j.examples.digits;

/**
 * One movement of the pen, in glyph coordinates: x to the right, y downwards, the digit within the unit square.
 *
 * @param points x0, y0, x1, y1, …
 * @param smooth whether a smooth curve runs through the points, or straight lines with corners
 */
record Stroke(double[] points, boolean smooth) {
    static final double DEGREE = Math.PI / 180;

    static Stroke line(double... points) {
        return new Stroke(points, false);
    }

    static Stroke curve(double... points) {
        return new Stroke(points, true);
    }

    /** A part of an ellipse; degrees run clockwise from the right, as y points downwards. */
    static Stroke arc(double cx, double cy, double rx, double ry, double from, double to) {
        int steps = (int) Math.ceil(Math.abs(to - from) / 60);
        double[] points = new double[2 * (steps + 1)];
        for (int i = 0; i <= steps; i++) {
            double angle = (from + (to - from) * i / steps) * DEGREE;
            points[2 * i] = cx + rx * StrictMath.cos(angle);
            points[2 * i + 1] = cy + ry * StrictMath.sin(angle);
        }
        if (Math.abs(to - from) == 360) {
            points[2 * steps] = points[0];
            points[2 * steps + 1] = points[1];
        }
        return new Stroke(points, true);
    }

    int count() {
        return points.length / 2;
    }

    boolean closed() {
        int last = points.length - 2;
        return points[0] == points[last] && points[1] == points[last + 1];
    }
}
