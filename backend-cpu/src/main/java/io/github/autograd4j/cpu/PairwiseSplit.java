package io.github.autograd4j.cpu;

/** Where pairwise sums are cut. */
public final class PairwiseSplit {
    private PairwiseSplit() {}

    /**
     * The length of the first part of a range longer than a block: about half, and whole blocks, so that the cuts do not
     * depend on anything but the length.
     */
    public static int head(int n, int block) {
        int blocks = (n - 1) / block + 1;
        return blocks / 2 * block;
    }
}
