package io.github.autograd4j.cuda;

/**
 * How rows are sorted.
 *
 * @param variant which kernels
 * @param tile the number of elements sorted in shared memory, a power of 2
 * @param tiles how many of them make a row
 */
record SortPlan(Variant variant, int tile, long tiles) {
    /** The ways of sorting. */
    enum Variant {
        /** Each element's thread counts those before it. */
        RANK,
        /** A block sorts a row in shared memory. */
        TILE,
        /** Tiles are sorted, then merged in pairs. */
        MERGE
    }

    static final int SHORT = 64;
    static final int MAX_TILE = 2048;

    static SortPlan of(long length) {
        if (length <= SHORT) {
            return new SortPlan(Variant.RANK, SHORT, 1);
        }
        if (length <= MAX_TILE) {
            int tile = FixedKernels.ONLY ? MAX_TILE : Integer.highestOneBit((int) length - 1) * 2;
            return new SortPlan(Variant.TILE, tile, 1);
        }
        return new SortPlan(Variant.MERGE, MAX_TILE, (length + MAX_TILE - 1) / MAX_TILE);
    }
}
