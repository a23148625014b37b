package io.github.autograd4j.examples.digits;

import java.util.Arrays;

/**
 * Draws strokes as the set of points near them: each pixel keeps its smallest signed distance to the edge of the ink,
 * from which {@link #ink} makes an antialiased picture.
 */
final class Pen {
    private static final int STEPS_PER_SPAN = 5;
    /** Half the widest soft edge: pixels further away than this hold no ink. */
    private static final double REACH = 1.1;

    private final int size;
    private final double[] distance;
    private final double radius;

    Pen(int size, double radius) {
        this.size = size;
        this.radius = radius;
        distance = new double[size * size];
        Arrays.fill(distance, REACH);
    }

    /** Draws one stroke, in pixels; the pen is pressed down a little less at its ends by {@code taper} (0 .. 1). */
    void draw(Stroke stroke, double taper) {
        int spans = stroke.count() - 1;
        int steps = stroke.smooth() ? STEPS_PER_SPAN : 1;
        double[] points = stroke.points();
        double x0 = points[0];
        double y0 = points[1];
        for (int span = 0; span < spans; span++) {
            for (int step = 1; step <= steps; step++) {
                double t = (double) step / steps;
                double x1 = stroke.smooth() ? spline(stroke, span, t, 0) : points[2 * span + 2];
                double y1 = stroke.smooth() ? spline(stroke, span, t, 1) : points[2 * span + 3];
                double along = (span + t - .5 / steps) / spans;
                segment(x0, y0, x1, y1, radius * (1 - taper * (2 * along - 1) * (2 * along - 1)));
                x0 = x1;
                y0 = y1;
            }
        }
    }

    /** How much of a pixel is covered, 0 .. 1; the edge of the ink is 1/{@code sharpness} pixels wide, at most 2.2. */
    double ink(int pixel, double sharpness) {
        return Math.min(1, Math.max(0, .5 - distance[pixel] * sharpness));
    }

    /** Catmull-Rom: a cubic through the points whose tangent at each is half the way between its neighbours. */
    private static double spline(Stroke stroke, int span, double t, int axis) {
        int last = stroke.count() - 1;
        int before = span > 0 ? span - 1 : stroke.closed() ? last - 1 : 0;
        int after = span + 2 <= last ? span + 2 : stroke.closed() ? 1 : last;
        double[] p = stroke.points();
        double a = p[2 * before + axis];
        double b = p[2 * span + axis];
        double c = p[2 * span + 2 + axis];
        double d = p[2 * after + axis];
        return b + .5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    private void segment(double x0, double y0, double x1, double y1, double r) {
        double reach = r + REACH;
        // the centre of pixel i lies at i + 0.5
        int left = clamp(Math.floor(Math.min(x0, x1) - reach));
        int right = clamp(Math.ceil(Math.max(x0, x1) + reach));
        int top = clamp(Math.floor(Math.min(y0, y1) - reach));
        int bottom = clamp(Math.ceil(Math.max(y0, y1) + reach));
        double ux = x1 - x0;
        double uy = y1 - y0;
        double length2 = ux * ux + uy * uy;
        double scale = length2 > 0 ? 1 / length2 : 0;
        for (int y = top; y < bottom; y++) {
            double py = y + .5 - y0;
            for (int x = left; x < right; x++) {
                double px = x + .5 - x0;
                double t = Math.min(1, Math.max(0, (px * ux + py * uy) * scale));
                double ex = px - t * ux;
                double ey = py - t * uy;
                double e2 = ex * ex + ey * ey;
                double nearer = distance[y * size + x] + r;
                if (nearer > 0 && e2 < nearer * nearer) {
                    distance[y * size + x] = Math.sqrt(e2) - r;
                }
            }
        }
    }

    private int clamp(double edge) {
        return (int) Math.min(size, Math.max(0, edge));
    }
}
