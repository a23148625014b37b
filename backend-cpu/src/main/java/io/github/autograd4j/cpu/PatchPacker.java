package io.github.autograd4j.cpu;

import java.util.Arrays;

/**
 * The windows of an image as an operand of a product: lanes are windows, steps the positions in the window. Nothing is
 * ever out of range, since the image is padded.
 */
final class PatchPacker<T> implements Packer<T> {
    private final T array;
    private final int offset;
    private final int[] steps;
    private final int[] lanes;

    /**
     * The windows of an image.
     *
     * @param steps where each position in the window lies, from the window's first
     * @param lanes where each window begins, or null if window l begins at l
     */
    PatchPacker(T array, int offset, int[] steps, int[] lanes) {
        this.array = array;
        this.offset = offset;
        this.steps = steps;
        this.lanes = lanes;
    }

    @Override
    public void pack(int lane, int count, int width, int step, int depth, T target, int targetOffset) {
        for (int p = 0; p < depth; p++) {
            int from = offset + steps[step + p];
            int to = targetOffset + p * width;
            if (lanes == null) {
                Rows.copy(array, from + lane, target, to, count);
            } else if (array instanceof float[] x) {
                gather(x, from, lane, count, (float[]) target, to);
            } else {
                gather((double[]) (Object) array, from, lane, count, (double[]) (Object) target, to);
            }
        }
        if (count < width) {
            for (int p = 0; p < depth; p++) {
                clear(target, targetOffset + p * width + count, targetOffset + (p + 1) * width);
            }
        }
    }

    private void gather(float[] x, int from, int lane, int count, float[] y, int to) {
        for (int l = 0; l < count; l++) {
            y[to + l] = x[from + lanes[lane + l]];
        }
    }

    private void gather(double[] x, int from, int lane, int count, double[] y, int to) {
        for (int l = 0; l < count; l++) {
            y[to + l] = x[from + lanes[lane + l]];
        }
    }

    static void clear(Object array, int from, int to) {
        if (array instanceof float[] x) {
            Arrays.fill(x, from, to, 0);
        } else {
            Arrays.fill((double[]) array, from, to, 0);
        }
    }
}
