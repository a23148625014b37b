package io.github.autograd4j.cpu;

/**
 * The right operand of many products, packed once: panels as wide as a tile, for each block of the depth. Its columns
 * are groups of one width, of which each has its own place in a result.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class PackedMatrix<T> {
    /** As in {@link GemmCall}: a tile's share of the left operand stays in the first-level cache. */
    private static final int MAX_DEPTH = 512;

    private final GemmKernel<T> kernel;
    private final int depth;
    private final int groupColumns;
    private final int groupPanels;
    private final int panelCount;
    private final int blockDepth;
    private T panels;

    PackedMatrix(GemmKernel<T> kernel, int depth, int groups, int groupColumns) {
        this.kernel = kernel;
        this.depth = depth;
        this.groupColumns = groupColumns;
        groupPanels = (groupColumns - 1) / kernel.columns() + 1;
        panelCount = groups * groupPanels;
        int blocks = (depth - 1) / MAX_DEPTH + 1;
        blockDepth = (depth - 1) / blocks + 1;
    }

    /** The elements that the panels take. */
    int length() {
        return depth * panelCount * kernel.columns();
    }

    /** Packs the matrix into an array of at least {@link #length} elements, which it needs from now on. */
    void pack(Packer<T> matrix, T target, WorkerTeam team) {
        panels = target;
        team.run(panelCount, panel -> {
            int column = panel / groupPanels * groupColumns + first(panel);
            for (int step = 0; step < depth; step += blockDepth) {
                int steps = Math.min(blockDepth, depth - step);
                int lanes = lanes(panel);
                matrix.pack(column, lanes, kernel.width(lanes), step, steps, target, offset(panel, step, steps));
            }
        });
    }

    /** The first column of a panel, counted in its group. */
    private int first(int panel) {
        return panel % groupPanels * kernel.columns();
    }

    private int lanes(int panel) {
        return Math.min(kernel.columns(), groupColumns - first(panel));
    }

    private int offset(int panel, int step, int steps) {
        return kernel.columns() * (step * panelCount + panel * steps);
    }

    /** The elements that {@link #multiply} works in. */
    int workLength(int rows) {
        return kernel.rows() * kernel.columns() + Gemm.roundUp(rows, kernel.rows()) * blockDepth;
    }

    /**
     * Multiplies rows with the matrix: {@code c[g, i, j] = Σp a[i, p] · b[p, g, j]}, g the group. The sum of an element
     * does not depend on its place.
     *
     * @param rows how many
     * @param a the rows, packed block by block
     * @param c element (g, i, j) at {@code cOffset + g * cGroup + i * cRow + j}
     * @param work room for {@link #workLength} elements
     */
    void multiply(int rows, Packer<T> a, T c, int cOffset, int cGroup, int cRow, T work) {
        int packed = kernel.rows() * kernel.columns();
        for (int step = 0; step < depth; step += blockDepth) {
            int steps = Math.min(blockDepth, depth - step);
            for (int i = 0; i < rows; i += kernel.rows()) {
                a.pack(i, Math.min(kernel.rows(), rows - i), kernel.rows(), step, steps, work, packed + i * steps);
            }
            for (int panel = 0; panel < panelCount; panel++) {
                int to = cOffset + panel / groupPanels * cGroup + first(panel);
                multiply(rows, panel, step, steps, work, packed, c, to, cRow);
            }
        }
    }

    private void multiply(int rows, int panel, int step, int steps, T work, int packed, T c, int cOffset, int cRow) {
        int lanes = lanes(panel);
        int width = kernel.width(lanes);
        boolean inPlace = step == 0 && lanes == width;
        for (int i = 0; i < rows; i += kernel.rows()) {
            int count = Math.min(kernel.rows(), rows - i);
            int to = cOffset + i * cRow;
            kernel.tile(
                    count,
                    width,
                    steps,
                    work,
                    packed + i * steps,
                    1,
                    kernel.rows(),
                    panels,
                    offset(panel, step, steps),
                    width,
                    inPlace ? c : work,
                    inPlace ? to : 0,
                    inPlace ? cRow : width);
            if (!inPlace) {
                kernel.merge(count, lanes, 1, work, 0, width, step == 0 ? 0 : 1, c, to, cRow, 1);
            }
        }
    }
}
