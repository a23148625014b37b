package io.github.autograd4j.examples.digits;

import java.io.IOException;
import java.util.Arrays;

/**
 * What is written on a picture, cut out: positive where there is ink, 0 elsewhere, with ink at all four edges.
 *
 * @param values row by row
 */
record Ink(int height, int width, float[] values) {
    /** A threshold this many times the usual deviation of the border keeps noise out of pictures of any size. */
    private static final int DEVIATIONS = 5;

    /**
     * Finds the ink of a picture, whose ground is what its border mostly shows.
     *
     * @throws IOException if there is none
     */
    static Ink of(Grey picture, Background background) throws IOException {
        if (picture.blank()) {
            throw new IOException("no digit found: the picture is blank");
        }
        int[] border = border(picture);
        int ground = quantile(border, .5);
        boolean light = background == Background.AUTO ? ground > 127 : background == Background.LIGHT;
        int[] deviations = Arrays.stream(border).map(v -> Math.abs(v - ground)).toArray();
        int noise = DEVIATIONS * quantile(deviations, .75);
        float[] values = new float[picture.pixels().length];
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            int grey = picture.pixels()[i] & 0xFF;
            values[i] = Math.max(0, light ? ground - grey : grey - ground);
            most = Math.max(most, values[i]);
        }
        float threshold = Math.min(noise, most / 2);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] > threshold ? values[i] : 0;
        }
        if (most == 0) {
            throw new IOException("no digit found: nothing is " + (light ? "darker" : "lighter") + " than the border");
        }
        return new Ink(picture.height(), picture.width(), values).cropped();
    }

    /** The same ink on another grid: each new pixel is the mean of the area that it covers. */
    Ink scaled(int toHeight, int toWidth) {
        float[] rows = new float[toHeight * width];
        for (int y = 0; y < toHeight; y++) {
            double top = (double) y * height / toHeight;
            double bottom = (double) (y + 1) * height / toHeight;
            for (int from = (int) top; from < Math.min(height, Math.ceil(bottom)); from++) {
                double share = (Math.min(bottom, from + 1) - Math.max(top, from)) * toHeight / height;
                for (int x = 0; x < width; x++) {
                    rows[y * width + x] += (float) share * values[from * width + x];
                }
            }
        }
        Ink scaled = new Ink(toHeight, width, rows);
        return toWidth == width
                ? scaled
                : scaled.turned().scaled(toWidth, toHeight).turned();
    }

    /** The same ink with {@code largest} as its largest value. */
    Ink stretched(float largest) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        float[] stretched = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            stretched[i] = values[i] * largest / most;
        }
        return new Ink(height, width, stretched);
    }

    /** The middle of the ink, as an index of rows. */
    double centreRow() {
        double mass = 0;
        double moment = 0;
        for (int i = 0; i < values.length; i++) {
            mass += values[i];
            moment += values[i] * (i / width);
        }
        return moment / mass;
    }

    /** Rows and columns exchanged. */
    Ink turned() {
        float[] turned = new float[values.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[x * height + y] = values[y * width + x];
            }
        }
        return new Ink(width, height, turned);
    }

    private Ink cropped() {
        int top = height;
        int bottom = 0;
        int left = width;
        int right = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (values[y * width + x] > 0) {
                    top = Math.min(top, y);
                    bottom = y + 1;
                    left = Math.min(left, x);
                    right = Math.max(right, x + 1);
                }
            }
        }
        float[] cut = new float[(bottom - top) * (right - left)];
        for (int y = top; y < bottom; y++) {
            System.arraycopy(values, y * width + left, cut, (y - top) * (right - left), right - left);
        }
        return new Ink(bottom - top, right - left, cut);
    }

    private static int[] border(Grey picture) {
        int bottom = picture.height() - 1;
        int right = picture.width() - 1;
        int[] border = new int[2 * (picture.height() + picture.width())];
        int n = 0;
        for (int x = 0; x <= right; x++) {
            border[n++] = picture.at(0, x);
            border[n++] = picture.at(bottom, x);
        }
        for (int y = 0; y <= bottom; y++) {
            border[n++] = picture.at(y, 0);
            border[n++] = picture.at(y, right);
        }
        return border;
    }

    private static int quantile(int[] values, double part) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (part * (sorted.length - 1))];
    }
}
