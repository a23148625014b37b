package io.github.autograd4j.spi;

/**
 * The counter-based generator Philox4x32-10 of Salmon, Moraes, Dror and Shaw (<i>Parallel random numbers: as easy as 1,
 * 2, 3</i>, SC11): a function from a 64-bit key and a 64-bit block number to four 32-bit words. There is no state: block
 * n can be had without the blocks before it, on any device, in any order.
 */
public final class Philox {
    private static final long MULTIPLIER_0 = 0xD2511F53L;
    private static final long MULTIPLIER_1 = 0xCD9E8D57L;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;
    private static final long LOW = 0xFFFFFFFFL;

    private Philox() {}

    /**
     * Makes the four words of a block.
     *
     * @param key the 64-bit key: its low half is key word 0, its high half key word 1
     * @param block the block number: counter words 0 (low) and 1 (high); words 2 and 3 are 0
     * @param words where to put the four words
     * @param offset where the first goes
     */
    public static void block(long key, long block, int[] words, int offset) {
        block(key, block, 0, words, offset);
    }

    /**
     * Makes the four words of a block whose number has 128 bits.
     *
     * @param key the 64-bit key
     * @param low counter words 0 (low half) and 1 (high half)
     * @param high counter words 2 (low half) and 3 (high half)
     * @param words where to put the four words
     * @param offset where the first goes
     */
    public static void block(long key, long low, long high, int[] words, int offset) {
        int c0 = (int) low;
        int c1 = (int) (low >>> 32);
        int c2 = (int) high;
        int c3 = (int) (high >>> 32);
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = MULTIPLIER_0 * (c0 & LOW);
            long p1 = MULTIPLIER_1 * (c2 & LOW);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        words[offset] = c0;
        words[offset + 1] = c1;
        words[offset + 2] = c2;
        words[offset + 3] = c3;
    }

    /**
     * Turns two words into a uniform float64 in [0, 1).
     *
     * @param low the low word
     * @param high the high word
     * @return the upper 53 of the 64 bits, times 2⁻⁵³
     */
    public static double uniform(int low, int high) {
        return (((long) high << 32 | low & LOW) >>> 11) * 0x1p-53;
    }

    /**
     * Turns a word into a uniform float32 in [0, 1).
     *
     * @param word the word
     * @return its upper 24 bits, times 2⁻²⁴
     */
    public static float uniform(int word) {
        return (word >>> 8) * 0x1p-24f;
    }
}
