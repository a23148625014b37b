package io.github.autograd4j.examples.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;

/** A heat map with the counts in its cells: rows are what was true, columns what was predicted. */
final class ConfusionMatrix {
    private static final int LARGEST = 100;
    private static final int TOP = 64;
    private static final int BOTTOM = 60;
    private static final int RIGHT = 110;
    private static final int LONGEST_LABEL = 120;
    private static final Color[] SCALE = {
        new Color(0xF7FBFF), new Color(0xC6DBEF), new Color(0x6BAED6), new Color(0x2171B5), new Color(0x08306B)
    };

    private final int[][] counts;
    private final String[] labels;
    private final int cell;

    ConfusionMatrix(int[][] counts, String[] labels) {
        int n = labels.length;
        if (n < 1 || n > LARGEST || counts.length != n) {
            throw new IllegalArgumentException(
                    "confusion matrix: " + counts.length + " rows for " + n + " labels (1 to " + LARGEST + ")");
        }
        for (int[] row : counts) {
            if (row.length != n || Arrays.stream(row).anyMatch(c -> c < 0)) {
                throw new IllegalArgumentException(
                        "confusion matrix: a row is not " + n + " counts: " + Arrays.toString(row));
            }
        }
        this.counts = Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
        this.labels = labels.clone();
        cell = Math.max(16, Math.min(64, 640 / n));
    }

    BufferedImage draw() {
        int longest = longestLabel();
        int left = 72 + longest;
        boolean upright = longest <= cell - 2;
        int bottom = BOTTOM + (upright ? 16 : longest);
        int side = cell * labels.length;
        BufferedImage image = Canvas.blank(Math.max(left + side + RIGHT, 420), TOP + side + bottom);
        Graphics2D g = Canvas.smooth(image);
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.setColor(LineStyle.TEXT);
            g.setFont(LineStyle.font(Font.BOLD, 18));
            centred(g, title(), image.getWidth() / 2.0, TOP / 2.0, image.getWidth() - 20);
            cells(g, left);
            labels(g, left, side, longest, upright);
            g.setFont(LineStyle.font(Font.PLAIN, 15));
            centred(g, "predicted class", left + side / 2.0, TOP + side + bottom - 26, side);
            turned(g, "true class", 26, TOP + side / 2.0, side);
            scale(g, left + side + 24, side);
        } finally {
            g.dispose();
        }
        return image;
    }

    private String title() {
        long right = 0;
        long all = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
            all += Arrays.stream(counts[i]).asLongStream().sum();
        }
        return all == 0
                ? "Confusion matrix"
                : String.format(
                        Locale.ROOT, "Confusion matrix: %d of %d right (%.1f%%)", right, all, 100.0 * right / all);
    }

    private void cells(Graphics2D g, int left) {
        for (int t = 0; t < counts.length; t++) {
            long row = Math.max(1, Arrays.stream(counts[t]).asLongStream().sum());
            for (int p = 0; p < counts.length; p++) {
                double share = (double) counts[t][p] / row;
                g.setColor(colour(share));
                g.fillRect(left + p * cell, TOP + t * cell, cell, cell);
                g.setColor(counts[t][p] == 0 ? new Color(0xB8C4D0) : share > .5 ? Color.WHITE : LineStyle.TEXT);
                g.setFont(LineStyle.font(t == p ? Font.BOLD : Font.PLAIN, Math.max(7, Math.min(17, cell * 2 / 7))));
                centred(g, Integer.toString(counts[t][p]), left + (p + .5) * cell, TOP + (t + .5) * cell, cell - 3);
            }
        }
        g.setColor(LineStyle.GRID);
        for (int i = 0; i <= counts.length; i++) {
            g.drawLine(left + i * cell, TOP, left + i * cell, TOP + counts.length * cell);
            g.drawLine(left, TOP + i * cell, left + counts.length * cell, TOP + i * cell);
        }
    }

    private void labels(Graphics2D g, int left, int side, int longest, boolean upright) {
        g.setColor(LineStyle.TEXT);
        g.setFont(labelFont());
        for (int i = 0; i < labels.length; i++) {
            double middle = (i + .5) * cell;
            double width = Math.min(longest, g.getFontMetrics().stringWidth(labels[i]));
            centred(g, labels[i], left - 12 - width / 2, TOP + middle, longest);
            if (upright) {
                centred(g, labels[i], left + middle, TOP + side + 18, longest);
            } else {
                turned(g, labels[i], left + middle, TOP + side + 10 + width / 2, longest);
            }
        }
    }

    private void scale(Graphics2D g, int x, int side) {
        for (int y = 0; y < side; y++) {
            g.setColor(colour(1 - (y + .5) / side));
            g.fillRect(x, TOP + y, 14, 1);
        }
        g.setColor(LineStyle.TEXT);
        g.setFont(LineStyle.font(Font.PLAIN, 12));
        centred(g, "100%", x + 34, TOP + 5, 40);
        centred(g, "0%", x + 30, TOP + side - 5, 40);
        turned(g, "share of the true class", x + 34, TOP + side / 2.0, Math.max(40, side - 50));
    }

    private int longestLabel() {
        FontMetrics metrics = Canvas.blank(1, 1).createGraphics().getFontMetrics(labelFont());
        int longest = Arrays.stream(labels).mapToInt(metrics::stringWidth).max().orElse(0);
        return Math.min(LONGEST_LABEL, longest);
    }

    private Font labelFont() {
        return LineStyle.font(Font.PLAIN, Math.max(9, Math.min(15, cell * 2 / 3)));
    }

    /** Text about a point, in a smaller font where it is wider than {@code room}. */
    private static void centred(Graphics2D g, String text, double x, double y, int room) {
        Font font = g.getFont();
        double width = g.getFontMetrics().stringWidth(text);
        if (width > room) {
            g.setFont(font.deriveFont((float) (font.getSize2D() * room / width)));
        }
        FontMetrics metrics = g.getFontMetrics();
        g.drawString(text, (float) (x - metrics.stringWidth(text) / 2.0), (float)
                (y + (metrics.getAscent() - metrics.getDescent()) / 2.0));
        g.setFont(font);
    }

    private static void turned(Graphics2D g, String text, double x, double y, int room) {
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2, x, y);
        centred(g, text, x, y, room);
        g.setTransform(upright);
    }

    private static Color colour(double share) {
        double at = share * (SCALE.length - 1);
        int i = (int) Math.min(at, SCALE.length - 2);
        double t = at - i;
        return new Color(
                (int) Math.round(SCALE[i].getRed() * (1 - t) + SCALE[i + 1].getRed() * t),
                (int) Math.round(SCALE[i].getGreen() * (1 - t) + SCALE[i + 1].getGreen() * t),
                (int) Math.round(SCALE[i].getBlue() * (1 - t) + SCALE[i + 1].getBlue() * t));
    }
}
