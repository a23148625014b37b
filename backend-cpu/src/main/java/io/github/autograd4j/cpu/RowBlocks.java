package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.View;

/**
 * The rows of views along their last axis, and how they are cut into tasks: short rows several at a time.
 *
 * @param length elements of a row
 * @param together how many rows are worth doing in one go, at least 1
 */
record RowBlocks(Layout layout, int length, int together) {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 14;

    /** Of views that agree in all axes of the first but its last. */
    static RowBlocks of(View... views) {
        int last = views[0].rank() - 1;
        int length = (int) views[0].dim(last);
        return new RowBlocks(Layout.ofAxes(Axes.first(last), views), length, Math.max(1, Scratch.BLOCK / length));
    }

    /** Whether the elements of rows are neighbours. */
    static boolean areDense(View view) {
        int last = view.rank() - 1;
        return last >= 0 && (view.stride(last) == 1 || view.dim(last) == 1);
    }

    /** Where a row begins in a view's array. */
    int at(int view, long row) {
        return layout.at(view, row);
    }

    void run(WorkerTeam team, RangeTask task) {
        long grain = Math.max(together, TASK / length / together * (long) together);
        team.forRange(layout.numel(), grain, task);
    }
}
