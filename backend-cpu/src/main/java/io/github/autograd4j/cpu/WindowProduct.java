package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ConvShape;

/**
 * The product of weights and the windows of images, panel by panel: some windows are packed, multiplied with all weights
 * while they are in the cache, and forgotten.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class WindowProduct<T> {
    /** Steps of a panel: it stays in the second-level cache. */
    private static final int MAX_DEPTH = 512;

    private final GemmKernel<T> kernel;
    private final ThreadBuffers<T> panels;
    private final ConvShape s;
    private final T packed;
    private final int[] steps;
    private final int[] lanes;
    private final int count;
    private final int tiles;

    /**
     * A product with weights [groups, out, depth].
     *
     * @param steps where each position in the window lies
     * @param lanes where each window begins, or null if window l begins at l
     * @param count the number of windows
     */
    WindowProduct(
            GemmKernel<T> kernel,
            ThreadBuffers<T> panels,
            ConvShape s,
            T weights,
            int first,
            int[] steps,
            int[] lanes,
            int count) {
        this.kernel = kernel;
        this.panels = panels;
        this.s = s;
        this.steps = steps;
        this.lanes = lanes;
        this.count = count;
        tiles = (s.out() - 1) / kernel.rows() + 1;
        packed = kernel.allocate(s.groups() * tiles * tileLength());
        for (int group = 0; group < s.groups(); group++) {
            for (int tile = 0; tile < tiles; tile++) {
                kernel.pack(
                        weights,
                        first + (group * s.out() + tile * kernel.rows()) * s.depth(),
                        s.depth(),
                        1,
                        rows(tile),
                        kernel.rows(),
                        s.depth(),
                        packed,
                        (group * tiles + tile) * tileLength());
            }
        }
    }

    private int rows(int tile) {
        return Math.min(kernel.rows(), s.out() - tile * kernel.rows());
    }

    private int tileLength() {
        return s.depth() * kernel.rows();
    }

    int panels() {
        return (count - 1) / kernel.columns() + 1;
    }

    /** Computes some panels of one group of one image, into rows of {@code count} elements from {@code to} on. */
    void run(int firstPanel, int endPanel, int group, T image, int offset, T result, int to) {
        PatchPacker<T> patches = new PatchPacker<>(image, offset, steps, lanes);
        int panelLength = Math.min(MAX_DEPTH, s.depth()) * kernel.columns();
        T buffer = panels.take(panelLength + kernel.rows() * kernel.columns());
        for (int panel = firstPanel; panel < endPanel; panel++) {
            int column = panel * kernel.columns();
            int columns = Math.min(kernel.columns(), count - column);
            int width = kernel.width(columns);
            for (int step = 0; step < s.depth(); step += MAX_DEPTH) {
                int depth = Math.min(MAX_DEPTH, s.depth() - step);
                patches.pack(column, columns, width, step, depth, buffer, 0);
                boolean inPlace = step == 0 && columns == width;
                for (int tile = 0; tile < tiles; tile++) {
                    int at = to + tile * kernel.rows() * count + column;
                    kernel.tile(
                            rows(tile),
                            width,
                            depth,
                            packed,
                            (group * tiles + tile) * tileLength() + step * kernel.rows(),
                            1,
                            kernel.rows(),
                            buffer,
                            0,
                            width,
                            inPlace ? result : buffer,
                            inPlace ? at : panelLength,
                            inPlace ? count : width);
                    if (!inPlace) {
                        int old = step == 0 ? 0 : 1;
                        kernel.merge(rows(tile), columns, 1, buffer, panelLength, width, old, result, at, count, 1);
                    }
                }
            }
        }
        panels.give(buffer);
    }
}
