package io.github.autograd4j.cuda;

/**
 * Whether a kernel counts and locates elements in 32 bits or in 64. The property {@value #WIDE} makes it 64 always, so
 * that tests on small tensors run the kernels of large ones.
 */
final class IndexWidth {
    static final String WIDE = "autograd.cuda.wide";

    private static final boolean ALWAYS_WIDE = Boolean.getBoolean(WIDE) || FixedKernels.ONLY;
    /** Threads count in steps and tiles beyond the end of what there is. */
    private static final int ROOM = 1 << 20;

    private IndexWidth() {}

    /**
     * Chooses.
     *
     * @param most the largest number or offset
     * @return true for 32 bits
     */
    static boolean isNarrow(long most) {
        return !ALWAYS_WIDE && most < Integer.MAX_VALUE - ROOM;
    }
}
