package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.View;

/**
 * How a reduction is cut into blocks and threads. It depends on sizes and strides only, not on the device, so that the
 * same reduction adds up in the same order everywhere.
 *
 * @param variant which kernel
 * @param kept the axes kept
 * @param reduced the axes reduced
 * @param outputs the number of results
 * @param length the number of elements of a result
 * @param splits how many blocks share a result
 * @param threadsX the block's width
 * @param threadsY the block's height
 */
record ReducePlan(
        Variant variant,
        AxisGroup kept,
        AxisGroup reduced,
        long outputs,
        long length,
        int splits,
        int threadsX,
        int threadsY) {
    /** The kernels. */
    enum Variant {
        /** A thread for each result. */
        THREAD,
        /** A warp for each result. */
        WARP,
        /** A block for each result. */
        BLOCK,
        /** A block for 32 results side by side. */
        COLUMN
    }

    /** Up to this many elements a thread takes alone. */
    static final int SHORT = 32;
    /** Up to this many elements a warp takes alone. */
    static final int MEDIUM = 1024;
    /** A share of a split result has at least so many elements. */
    static final int SHARE = 4096;
    /** So many blocks fill every device. */
    static final int ENOUGH_BLOCKS = 1024;

    private static final int WARP = 32;
    private static final int MANY = 1 << 16;

    static ReducePlan of(int[] axes, View... inputs) {
        AxisGroup kept = AxisGroup.of(AxisGroup.without(inputs[0].rank(), axes), inputs);
        AxisGroup reduced = AxisGroup.of(axes, inputs);
        long outputs = kept.count();
        long length = reduced.count();
        boolean column = isColumn(kept, reduced, inputs.length);
        if (length <= SHORT || column && length <= 4 * SHORT && outputs >= MANY) {
            int threads = outputs <= WARP ? (int) outputs : 4 * WARP;
            return new ReducePlan(Variant.THREAD, kept, reduced, outputs, length, 1, threads, 1);
        }
        if (column) {
            int height = length <= 4 * SHORT ? 4 : length <= MEDIUM ? 8 : 16;
            int splits = splits((outputs + WARP - 1) / WARP, length, height * (SHARE / MEDIUM) * WARP);
            return new ReducePlan(Variant.COLUMN, kept, reduced, outputs, length, splits, WARP, height);
        }
        if (length <= MEDIUM) {
            return new ReducePlan(Variant.WARP, kept, reduced, outputs, length, 1, WARP, outputs < 4 ? 1 : 4);
        }
        int threads = length <= SHARE ? 4 * WARP : 8 * WARP;
        return new ReducePlan(
                Variant.BLOCK, kept, reduced, outputs, length, splits(outputs, length, SHARE), threads, 1);
    }

    /** Whether neighbours in memory belong to different results, as the first input that is not repeated has it. */
    private static boolean isColumn(AxisGroup kept, AxisGroup reduced, int inputs) {
        for (int k = 0; k < inputs; k++) {
            long inner = kept.nearest(k);
            long along = reduced.nearest(k);
            if (inner != Long.MAX_VALUE || along != Long.MAX_VALUE) {
                int last = kept.rank() - 1;
                return last >= 0 && inner < along && kept.stride()[k][last] == inner && kept.size()[last] >= 8;
            }
        }
        return false;
    }

    private static int splits(long blocks, long length, long share) {
        long most = Math.min(length / share, ENOUGH_BLOCKS / blocks);
        return (int) Math.max(1, most);
    }

    /** Whether the elements of a result lie side by side in every input, or are the same one, for threads that share it. */
    boolean isFlat() {
        if (variant != Variant.WARP && variant != Variant.BLOCK || reduced.rank() != 1) {
            return false;
        }
        boolean moves = false;
        for (long[] stride : reduced.stride()) {
            if (stride[0] > 1) {
                return false;
            }
            moves |= stride[0] == 1;
        }
        return moves;
    }

    /** How many elements of a result a block takes. */
    long chunk() {
        return (length + splits - 1) / splits;
    }

    long blocks() {
        long perBlock =
                switch (variant) {
                    case THREAD -> threadsX;
                    case WARP -> threadsY;
                    case BLOCK -> 1;
                    case COLUMN -> WARP;
                };
        return (outputs + perBlock - 1) / perBlock;
    }

    /** Whether all numbers and offsets fit 32 bits, with room for a step beyond the end. */
    boolean isNarrow() {
        long most = Math.max(outputs * Math.max(1, splits), length);
        for (int k = 0; k < kept.stride().length; k++) {
            most = Math.max(most, kept.reach(k) + reduced.reach(k));
        }
        return IndexWidth.isNarrow(most);
    }
}
