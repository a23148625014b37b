package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;

/**
 * How attention is cut into blocks: with tensor cores four warps take 16 rows each, once or twice; without, groups of
 * threads take {@code own} rows each, so many that what they add up fits their registers.
 *
 * @param tensor whether tensor cores multiply
 * @param own the macro OWN: strips of 16 rows of each warp, or rows of each thread
 */
record AttentionTiles(boolean tensor, int own) {
    /** The longest rows that there are kernels for. */
    static final int LONGEST = 256;

    private static final int TENSOR_LONGEST = 128;
    private static final int MEDIUM = 64;
    private static final int GROUPS = 8;
    private static final int STRIP = 64;

    /**
     * Cuts the rows of some heads.
     *
     * @param type of the operands
     * @param architecture of the device, for example 90
     * @param multiprocessors how many it has
     * @param d elements of a query
     * @param e elements of a value
     * @param rows of each head
     * @param heads how many
     */
    static AttentionTiles of(DType type, int architecture, int multiprocessors, int d, int e, long rows, long heads) {
        int longer = Math.max(d, e);
        boolean tensor = longer <= TENSOR_LONGEST
                && (type == DType.FLOAT16 && architecture >= 75 || type == DType.BFLOAT16 && architecture >= 80);
        int most = tensor ? longer <= MEDIUM ? 2 : 1 : perThread(type, longer);
        AttentionTiles tiles = new AttentionTiles(tensor, most);
        // Fewer rows for each block where that wastes none, or where all blocks find a multiprocessor of their own.
        while (tiles.own > (tensor ? 1 : 2)
                && (rows <= tiles.rows() / 2 || 2 * heads * tiles.count(rows) <= multiprocessors)) {
            tiles = new AttentionTiles(tensor, tiles.own / 2);
        }
        return tiles;
    }

    private static int perThread(DType type, int longer) {
        int rows = type == DType.FLOAT64 ? 4 : 8;
        return longer <= LONGEST / 2 ? rows : rows / 2;
    }

    /** The rows of a block. */
    int rows() {
        return own * (tensor ? STRIP : GROUPS);
    }

    /** The blocks of a head. */
    long count(long rows) {
        return (rows + rows() - 1) / rows();
    }
}
