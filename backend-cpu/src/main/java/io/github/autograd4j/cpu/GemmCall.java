package io.github.autograd4j.cpu;

/**
 * One blocked matrix product.
 *
 * <p>The depth is cut into blocks; for each, B is packed into panels as wide as a tile, and blocks
 * of rows of A are packed and multiplied with the panels, tile by tile. An operand that is read only
 * once or twice, and lies well, is not packed.
 */
final class GemmCall<T> {
    /** Depth of a block: a tile's share of A stays in the first-level cache. */
    private static final int MAX_DEPTH = 512;

    /** Elements of the packed panels of B. */
    private static final int MAX_PANELS = 1 << 21;

    private static final int MAX_BLOCK_ROWS = 96;
    private static final int MIN_BLOCK_TILES = 4;
    private static final int TASKS_PER_THREAD = 4;

    /** An operand of at most so many elements stays in the cache and is read in place. */
    private static final int CACHED = 1 << 13;

    private final GemmKernel<T> kernel;
    private final GemmBuffers<T> buffers;
    private final int m;
    private final int n;
    private final double alpha;
    private final Packer<T> a;
    private final Packer<T> b;
    private final double beta;
    private final T c;
    private final int cOffset;
    private final int cRow;
    private final int cColumn;

    private final int tileRows;
    private final int tileColumns;

    // The cut into tasks, fixed for the whole product.
    private int blockRows;
    private int rowBlocks;
    private int columnGroups;
    private StridedOperand<T> directA;
    private StridedOperand<T> directB;

    // The block of columns and depth in work; written between, never during, runs of the team.
    private T panels;
    private int firstColumn;
    private int columns;
    private int firstStep;
    private int depth;
    private double keep;

    GemmCall(
            GemmKernel<T> kernel,
            GemmBuffers<T> buffers,
            int m,
            int n,
            double alpha,
            Packer<T> a,
            Packer<T> b,
            double beta,
            T c,
            int cOffset,
            int cRow,
            int cColumn) {
        this.kernel = kernel;
        this.buffers = buffers;
        this.m = m;
        this.n = n;
        this.alpha = alpha;
        this.a = a;
        this.b = b;
        this.beta = beta;
        this.c = c;
        this.cOffset = cOffset;
        this.cRow = cRow;
        this.cColumn = cColumn;
        this.tileRows = kernel.rows();
        this.tileColumns = kernel.columns();
    }

    /** Adds up the products of the steps {@code [from, to)} of the depth. */
    void run(int from, int to, WorkerTeam team) {
        int length = to - from;
        int blocks = (length - 1) / MAX_DEPTH + 1;
        int maxDepth = Gemm.roundUp((length - 1) / blocks + 1, 16);
        chooseDirect(length);
        int maxColumns = Math.max(1, MAX_PANELS / (maxDepth * tileColumns)) * tileColumns;
        int panelElements = panelElements(Math.min(n, maxColumns), maxDepth);
        panels = panelElements == 0 ? null : buffers.shared.take(panelElements);
        try {
            for (firstColumn = 0; firstColumn < n; firstColumn += maxColumns) {
                columns = Math.min(maxColumns, n - firstColumn);
                cut(team.size());
                for (firstStep = from; firstStep < to; firstStep += maxDepth) {
                    depth = Math.min(maxDepth, to - firstStep);
                    keep = firstStep == from ? beta : 1;
                    pack(team);
                    team.run(rowBlocks * columnGroups, this::multiplyBlock);
                }
            }
        } finally {
            if (panels != null) {
                buffers.shared.give(panels);
            }
        }
    }

    private void chooseDirect(int length) {
        if (a instanceof StridedOperand<T> strided && (n <= 4 * tileColumns || (long) m * length <= CACHED)) {
            directA = strided;
        }
        if (b instanceof StridedOperand<T> strided
                && strided.laneStride == 1
                && (m <= 8 * tileRows || (long) n * length <= CACHED)) {
            directB = strided;
        }
    }

    private int panelElements(int columns, int depth) {
        if (directB == null) {
            return Gemm.roundUp(columns, tileColumns) * depth;
        }
        return lastPanelIsRagged() ? tileColumns * depth : 0;
    }

    private boolean lastPanelIsRagged() {
        int last = (n - 1) % tileColumns + 1;
        return kernel.width(last) != last;
    }

    /** Chooses how many tasks there are; this may depend on the team, since no sum does. */
    private void cut(int threads) {
        int tiles = (m - 1) / tileRows + 1;
        int wanted = threads == 1 ? 1 : threads * TASKS_PER_THREAD;
        int maxBlocks = (tiles - 1) / MIN_BLOCK_TILES + 1;
        int minBlocks = (m - 1) / MAX_BLOCK_ROWS + 1;
        int blocks = Math.max(minBlocks, Math.min(maxBlocks, wanted));
        blockRows = ((tiles - 1) / blocks + 1) * tileRows;
        rowBlocks = (m - 1) / blockRows + 1;
        columnGroups = Math.min(panelCount(), (wanted - 1) / rowBlocks + 1);
    }

    private int panelCount() {
        return (columns - 1) / tileColumns + 1;
    }

    private void pack(WorkerTeam team) {
        if (directB == null) {
            team.run(panelCount(), this::packPanel);
        } else if (panels != null && firstColumn + columns == n) {
            packPanel(panelCount() - 1);
        }
    }

    private void packPanel(int panel) {
        int first = panel * tileColumns;
        int lanes = Math.min(tileColumns, columns - first);
        b.pack(firstColumn + first, lanes, kernel.width(lanes), firstStep, depth, panels, panelOffset(panel));
    }

    private int panelOffset(int panel) {
        return directB == null ? panel * tileColumns * depth : 0;
    }

    private void multiplyBlock(int task) {
        int firstRow = task / columnGroups * blockRows;
        int rows = Math.min(blockRows, m - firstRow);
        int group = task % columnGroups;
        int firstPanel = (int) ((long) group * panelCount() / columnGroups);
        int endPanel = (int) ((group + 1L) * panelCount() / columnGroups);
        int tileElements = tileRows * tileColumns;
        T scratch = buffers.local.take(tileElements + (directA == null ? Gemm.roundUp(rows, tileRows) * depth : 0));
        try {
            if (directA == null) {
                packRows(firstRow, rows, scratch, tileElements);
            }
            for (int panel = firstPanel; panel < endPanel; panel++) {
                multiplyPanel(firstRow, rows, panel, scratch, tileElements);
            }
        } finally {
            buffers.local.give(scratch);
        }
    }

    private void packRows(int firstRow, int rows, T target, int offset) {
        for (int i = 0; i < rows; i += tileRows) {
            a.pack(firstRow + i, Math.min(tileRows, rows - i), tileRows, firstStep, depth, target, offset + i * depth);
        }
    }

    private void multiplyPanel(int firstRow, int rows, int panel, T scratch, int packedRows) {
        int first = panel * tileColumns;
        int lanes = Math.min(tileColumns, columns - first);
        int width = kernel.width(lanes);
        boolean direct = directB != null && lanes == width;
        T right = direct ? directB.array : panels;
        int rightOffset = direct ? directB.index(firstColumn + first, firstStep) : panelOffset(panel);
        int rightStep = direct ? directB.depthStride : width;
        boolean inPlace = cColumn == 1 && lanes == width && alpha == 1 && keep == 0;
        for (int i = 0; i < rows; i += tileRows) {
            int count = Math.min(tileRows, rows - i);
            T left = directA == null ? scratch : directA.array;
            int leftOffset = directA == null ? packedRows + i * depth : directA.index(firstRow + i, firstStep);
            int leftRow = directA == null ? 1 : directA.laneStride;
            int leftStep = directA == null ? tileRows : directA.depthStride;
            int to = cOffset + (firstRow + i) * cRow + (firstColumn + first) * cColumn;
            kernel.tile(
                    count,
                    width,
                    depth,
                    left,
                    leftOffset,
                    leftRow,
                    leftStep,
                    right,
                    rightOffset,
                    rightStep,
                    inPlace ? c : scratch,
                    inPlace ? to : 0,
                    inPlace ? cRow : tileColumns);
            if (!inPlace) {
                kernel.merge(count, lanes, alpha, scratch, 0, tileColumns, keep, c, to, cRow, cColumn);
            }
        }
    }
}
