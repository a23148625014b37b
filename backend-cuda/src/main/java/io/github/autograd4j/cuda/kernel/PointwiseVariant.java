package io.github.autograd4j.cuda.kernel;

/**
 * How a pointwise kernel walks over its operands.
 *
 * @param ranks the most axes that it knows, or 0 where all operands are contiguous
 * @param vector whether it takes several neighbours in one access
 * @param wide whether numbers of elements and offsets need 64 bits
 */
public record PointwiseVariant(int ranks, boolean vector, boolean wide) {
    private static final int[] RANKS = {0, 2, 4, 16};
    private static final PointwiseVariant[] ALL = new PointwiseVariant[4 * RANKS.length];

    static {
        for (int key = 0; key < ALL.length; key++) {
            ALL[key] = new PointwiseVariant(RANKS[key >> 2], (key & 2) != 0, (key & 1) != 0);
        }
    }

    /** One more than the largest {@link #key}. */
    public static final int COUNT = ALL.length;

    /**
     * Returns the number of a variant.
     *
     * @param rank how many axes are left after merging; 0 where all operands are contiguous
     * @param vector whether to take several neighbours in one access
     * @param wide whether 64 bits are needed
     * @return the number, below {@link #COUNT}
     */
    public static int key(int rank, boolean vector, boolean wide) {
        int ranks = 0;
        while (RANKS[ranks] < rank) {
            ranks++;
        }
        return ranks << 2 | (vector ? 2 : 0) | (wide ? 1 : 0);
    }

    /**
     * Returns the variant of a number.
     *
     * @param key its number
     * @return the variant
     */
    public static PointwiseVariant of(int key) {
        return ALL[key];
    }
}
