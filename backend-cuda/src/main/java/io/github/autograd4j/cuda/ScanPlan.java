package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.View;

/**
 * How a scan is cut into blocks and threads.
 *
 * @param rows the axes but one, of input and output
 * @param count the number of rows
 * @param length the length of each
 * @param threads of a block; each row has a thread if not {@code block}
 * @param block whether a row has a block
 * @param chunks how many blocks share a row
 * @param chunk how much of a row a block takes
 */
record ScanPlan(AxisGroup rows, long count, long length, int threads, boolean block, int chunks, long chunk) {
    static final int SHORT = 64;
    /** A block's share of a long row. */
    static final int SHARE = 1 << 14;

    private static final int MANY = 1 << 13;

    static ScanPlan of(int axis, View input, View output) {
        AxisGroup rows = AxisGroup.of(AxisGroup.without(input.rank(), axis), input, output);
        long count = rows.count();
        long length = input.dim(axis);
        boolean sideBySide = rows.rank() > 0 && rows.stride()[0][rows.rank() - 1] < input.stride(axis);
        if (length <= SHORT || sideBySide && count >= MANY) {
            return new ScanPlan(rows, count, length, (int) Math.min(128, count), false, 1, length);
        }
        long shares = Math.min(length / SHARE, ReducePlan.ENOUGH_BLOCKS / count);
        int chunks = (int) Math.max(1, Math.min(256, shares));
        int threads = length <= 512 ? 128 : 256;
        return new ScanPlan(rows, count, length, threads, true, chunks, (length + chunks - 1) / chunks);
    }

    /** Whether all numbers and offsets fit 32 bits, with room for a tile beyond the end. */
    boolean isNarrow(long inStride, long outStride) {
        long in = rows.reach(0) + length * inStride;
        long out = rows.reach(1) + length * outStride;
        return IndexWidth.isNarrow(Math.max(Math.max(in, out), length * count));
    }
}
