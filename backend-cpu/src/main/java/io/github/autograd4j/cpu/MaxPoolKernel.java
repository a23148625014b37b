package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.spi.View;

/** The largest element of each window over one or two axes, and the way back of its gradient. */
final class MaxPoolKernel {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 14;

    private MaxPoolKernel() {}

    /** The image's planes lie behind each other; so do the results'. */
    static void forward(ConvShape s, View image, View values, View places, WorkerTeam team) {
        int plane = s.rows().image() * s.columns().image();
        int windows = s.windows();
        long planes = image.numel() / plane;
        long[] found = (long[]) CpuBuffer.array(places);
        int foundAt = (int) places.offset();
        team.forRange(planes, Math.max(1, TASK / ((long) windows * s.taps())), (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                int at = (int) image.offset() + p * plane;
                int valuesAt = (int) values.offset() + p * windows;
                if (image.dtype() == DType.FLOAT32) {
                    float[] x = (float[]) CpuBuffer.array(image);
                    float[] y = (float[]) CpuBuffer.array(values);
                    forward(s, x, at, y, valuesAt, found, foundAt + p * windows);
                } else {
                    double[] x = (double[]) CpuBuffer.array(image);
                    double[] y = (double[]) CpuBuffer.array(values);
                    forward(s, x, at, y, valuesAt, found, foundAt + p * windows);
                }
            }
        });
    }

    private static void forward(ConvShape s, float[] x, int at, float[] y, int to, long[] found, int foundAt) {
        if (isHalving(s)) {
            halve(s, x, at, y, to, found, foundAt);
            return;
        }
        int next = 0;
        for (int row = 0; row < s.rows().windows(); row++) {
            int top = first(s.rows(), row);
            int bottom = end(s.rows(), row);
            for (int column = 0; column < s.columns().windows(); column++) {
                int left = first(s.columns(), column);
                int right = end(s.columns(), column);
                int place = top * s.columns().image() + left;
                float best = x[at + place];
                for (int i = top;
                        i < bottom && !Float.isNaN(best);
                        i += s.rows().dilation()) {
                    int line = i * s.columns().image();
                    for (int j = left; j < right; j += s.columns().dilation()) {
                        float value = x[at + line + j];
                        if (!(value <= best)) {
                            best = value;
                            place = line + j;
                            if (Float.isNaN(value)) {
                                break;
                            }
                        }
                    }
                }
                y[to + next] = best;
                found[foundAt + next] = place;
                next++;
            }
        }
    }

    private static void forward(ConvShape s, double[] x, int at, double[] y, int to, long[] found, int foundAt) {
        int next = 0;
        for (int row = 0; row < s.rows().windows(); row++) {
            int top = first(s.rows(), row);
            int bottom = end(s.rows(), row);
            for (int column = 0; column < s.columns().windows(); column++) {
                int left = first(s.columns(), column);
                int right = end(s.columns(), column);
                int place = top * s.columns().image() + left;
                double best = x[at + place];
                for (int i = top;
                        i < bottom && !Double.isNaN(best);
                        i += s.rows().dilation()) {
                    int line = i * s.columns().image();
                    for (int j = left; j < right; j += s.columns().dilation()) {
                        double value = x[at + line + j];
                        if (!(value <= best)) {
                            best = value;
                            place = line + j;
                            if (Double.isNaN(value)) {
                                break;
                            }
                        }
                    }
                }
                y[to + next] = best;
                found[foundAt + next] = place;
                next++;
            }
        }
    }

    /** Windows of 2 × 2 that neither overlap nor leave the image. */
    private static boolean isHalving(ConvShape s) {
        return isHalving(s.rows()) && isHalving(s.columns());
    }

    private static boolean isHalving(ConvShape.Axis a) {
        return a.kernel() == 2 && a.stride() == 2 && a.padding() == 0 && a.dilation() == 1;
    }

    private static void halve(ConvShape s, float[] x, int at, float[] y, int to, long[] found, int foundAt) {
        int width = s.columns().image();
        int columns = s.columns().windows();
        for (int row = 0; row < s.rows().windows(); row++) {
            int next = row * columns;
            for (int column = 0; column < columns; column++) {
                int place = 2 * row * width + 2 * column;
                int corner = at + place;
                long upper = larger(ranked(x[corner], 3), ranked(x[corner + 1], 2));
                long lower = larger(ranked(x[corner + width], 1), ranked(x[corner + width + 1], 0));
                int chosen = 3 - (int) larger(upper, lower) & 3;
                place += (chosen & 1) + (chosen >> 1) * width;
                y[to + next + column] = x[at + place];
                found[foundAt + next + column] = place;
            }
        }
    }

    /** The larger of numbers of less than 64 bits; Math.max would branch. */
    private static long larger(long a, long b) {
        long difference = a - b;
        return a - (difference & difference >> 63);
    }

    /**
     * A number whose order is that of elements, NaN above all, and of equal ones that of their ranks. Comparing such
     * numbers needs no branches, which here would be as likely as not.
     */
    private static long ranked(float element, int rank) {
        int bits = Float.floatToIntBits(element + 0f); // −0 becomes 0
        return (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 2 | rank;
    }

    /** The first position of a window inside the image. */
    private static int first(ConvShape.Axis a, int window) {
        int start = window * a.stride() - a.padding();
        return start >= 0 ? start : start + (-start + a.dilation() - 1) / a.dilation() * a.dilation();
    }

    /** The end of a window inside the image. */
    private static int end(ConvShape.Axis a, int window) {
        int start = window * a.stride() - a.padding();
        return Math.min(a.image(), start + (a.kernel() - 1) * a.dilation() + 1);
    }

    /** Adds each element of the cotangent to where its window's largest was. */
    static void backward(View cotangent, View places, View output, WorkerTeam team) {
        long planes = output.dim(0) * output.dim(1);
        int plane = (int) (output.numel() / planes);
        int windows = (int) (cotangent.numel() / planes);
        long[] found = (long[]) CpuBuffer.array(places);
        team.forRange(planes, Math.max(1, TASK / (plane + 2 * windows)), (from, to) -> {
            for (int p = (int) from; p < to; p++) {
                int at = (int) cotangent.offset() + p * windows;
                int foundAt = (int) places.offset() + p * windows;
                int toAt = (int) output.offset() + p * plane;
                PatchPacker.clear(CpuBuffer.array(output), toAt, toAt + plane);
                if (output.dtype() == DType.FLOAT32) {
                    float[] x = (float[]) CpuBuffer.array(cotangent);
                    float[] y = (float[]) CpuBuffer.array(output);
                    for (int i = 0; i < windows; i++) {
                        y[toAt + (int) found[foundAt + i]] += x[at + i];
                    }
                } else {
                    double[] x = (double[]) CpuBuffer.array(cotangent);
                    double[] y = (double[]) CpuBuffer.array(output);
                    for (int i = 0; i < windows; i++) {
                        y[toAt + (int) found[foundAt + i]] += x[at + i];
                    }
                }
            }
        });
    }
}
