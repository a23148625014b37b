package io.github.autograd4j.examples.digits;

/** Goes over thin lines with a thicker pen: what is a hair on a large picture would vanish on a small one. */
final class Thickening {
    /** The larger side of the grid on which strokes are measured and thickened. */
    private static final int SIDE = 100;

    private Thickening() {}

    /** The same ink with no strokes much thinner than {@code part} of its larger side. */
    static Ink atLeast(Ink ink, double part) {
        double scale = (double) SIDE / Math.max(ink.height(), ink.width());
        int height = Math.max(1, (int) Math.round(ink.height() * scale));
        int width = Math.max(1, (int) Math.round(ink.width() * scale));
        Ink drawn = ink.scaled(height, width).stretched(1);
        double radius = (part * SIDE - thickness(drawn)) / 2;
        return radius < 1 ? ink : spread(drawn, radius);
    }

    /** Area over half the length of the edge; the edge counted along the grid is 4/π times too long on average. */
    private static double thickness(Ink ink) {
        double area = 0;
        double edge = 0;
        for (int y = 0; y <= ink.height(); y++) {
            for (int x = 0; x <= ink.width(); x++) {
                double here = value(ink, y, x);
                area += here;
                edge += Math.abs(here - value(ink, y, x - 1)) + Math.abs(here - value(ink, y - 1, x));
            }
        }
        return 2 * area / (edge * Math.PI / 4);
    }

    /** Each value becomes the largest within a disc with a soft edge. */
    private static Ink spread(Ink ink, double radius) {
        int reach = (int) Math.ceil(radius);
        int height = ink.height() + 2 * reach;
        int width = ink.width() + 2 * reach;
        float[] values = new float[height * width];
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                float weight = (float) Math.min(1, Math.max(0, radius + .5 - Math.hypot(dy, dx)));
                for (int y = 0; y < ink.height(); y++) {
                    for (int x = 0; x < ink.width(); x++) {
                        int to = (y + reach + dy) * width + x + reach + dx;
                        values[to] = Math.max(values[to], weight * ink.values()[y * ink.width() + x]);
                    }
                }
            }
        }
        return new Ink(height, width, values);
    }

    private static double value(Ink ink, int y, int x) {
        boolean inside = y >= 0 && y < ink.height() && x >= 0 && x < ink.width();
        return inside ? ink.values()[y * ink.width() + x] : 0;
    }
}
