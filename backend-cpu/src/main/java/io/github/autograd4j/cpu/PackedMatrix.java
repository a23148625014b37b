package io.github.autograd4j.cpu;

/**
 * The right operand of many products, packed once: panels as wide as a tile, of each block of the depth.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class PackedMatrix<T> {
    /** As in {@link GemmCall}: a tile's share of the left operand stays in the first-level cache. */
    private static final int MAX_DEPTH = 512;

    private final GemmKernel<T> kernel;
    private final int depth;
    private final int columns;
    private final int blockDepth;
    private final int panelCount;
    private final T panels;

    /** The elements that a packed matrix takes. */
    static int length(GemmKernel<?> kernel, int depth, int columns) {
        return depth * Gemm.roundUp(columns, kernel.columns());
    }

    /** Packs a matrix into an array of at least {@link #length} elements. */
    PackedMatrix(GemmKernel<T> kernel, Packer<T> matrix, int depth, int columns, T panels, WorkerTeam team) {
        this.kernel = kernel;
        this.depth = depth;
        this.columns = columns;
        this.panels = panels;
        panelCount = (columns - 1) / kernel.columns() + 1;
        int blocks = (depth - 1) / MAX_DEPTH + 1;
        blockDepth = (depth - 1) / blocks + 1;
        team.run(panelCount, panel -> {
            int first = panel * kernel.columns();
            int lanes = Math.min(kernel.columns(), columns - first);
            for (int step = 0; step < depth; step += blockDepth) {
                int steps = Math.min(blockDepth, depth - step);
                matrix.pack(first, lanes, kernel.width(lanes), step, steps, panels, offset(panel, step, steps));
            }
        });
    }

    private int offset(int panel, int step, int steps) {
        return kernel.columns() * (step * panelCount + panel * steps);
    }

    /**
     * Multiplies rows with the matrix: {@code c[i, j] = Σp a[i, p] · b[p, j]}. The sum of an element does not depend on
     * its place.
     *
     * @param rows how many
     * @param a element (i, p) at {@code aOffset + i * aRow + p * aStep}
     * @param c element (i, j) at {@code cOffset + i * cRow + j}
     * @param tile room for a tile
     */
    void multiply(int rows, T a, int aOffset, int aRow, int aStep, T c, int cOffset, int cRow, T tile) {
        for (int step = 0; step < depth; step += blockDepth) {
            int steps = Math.min(blockDepth, depth - step);
            for (int panel = 0; panel < panelCount; panel++) {
                int first = panel * kernel.columns();
                int lanes = Math.min(kernel.columns(), columns - first);
                int width = kernel.width(lanes);
                boolean inPlace = step == 0 && lanes == width;
                for (int i = 0; i < rows; i += kernel.rows()) {
                    int count = Math.min(kernel.rows(), rows - i);
                    int to = cOffset + i * cRow + first;
                    kernel.tile(
                            count,
                            width,
                            steps,
                            a,
                            aOffset + i * aRow + step * aStep,
                            aRow,
                            aStep,
                            panels,
                            offset(panel, step, steps),
                            width,
                            inPlace ? c : tile,
                            inPlace ? to : 0,
                            inPlace ? cRow : width);
                    if (!inPlace) {
                        kernel.merge(count, lanes, 1, tile, 0, width, step == 0 ? 0 : 1, c, to, cRow, 1);
                    }
                }
            }
        }
    }
}
