package io.github.autograd4j.cpu;

/**
 * The words of successive blocks, as {@link io.github.autograd4j.spi.Philox#block} defines them, made for many blocks at
 * a time: loops over 32-bit numbers, which the JVM's compiler turns into vectors.
 */
final class PhiloxStream {
    private static final int AT_ONCE = 256;
    private static final int ROUNDS = 10;
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int HALF = 0xFFFF;

    private final long key;
    private final int[] words0;
    private final int[] words1;
    private final int[] words2;
    private final int[] words3;
    private long block;
    private long left;
    private int made;
    private int at;

    /** The blocks from one on, so many. */
    PhiloxStream(long key, long first, long count) {
        this.key = key;
        block = first;
        left = count;
        int size = (int) Math.min(AT_ONCE, count);
        words0 = new int[size];
        words1 = new int[size];
        words2 = new int[size];
        words3 = new int[size];
    }

    /** Gives the four words of the next block. */
    void next(int[] words) {
        if (at == made) {
            make();
        }
        words[0] = words0[at];
        words[1] = words1[at];
        words[2] = words2[at];
        words[3] = words3[at];
        at++;
    }

    private void make() {
        made = (int) Math.min(words0.length, left);
        at = 0;
        for (int i = 0; i < made; i++) {
            words0[i] = (int) (block + i);
            words1[i] = (int) (block + i >>> 32);
            words2[i] = 0;
            words3[i] = 0;
        }
        block += made;
        left -= made;
        int key0 = (int) key;
        int key1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            round(made, words0, words1, words2, words3, key0, key1);
            key0 += WEYL_0;
            key1 += WEYL_1;
        }
    }

    private static void round(int count, int[] c0, int[] c1, int[] c2, int[] c3, int key0, int key1) {
        for (int i = 0; i < count; i++) {
            int a = c0[i];
            int b = c2[i];
            c0[i] = upper(b, MULTIPLIER_1 & HALF, MULTIPLIER_1 >>> 16) ^ c1[i] ^ key0;
            c2[i] = upper(a, MULTIPLIER_0 & HALF, MULTIPLIER_0 >>> 16) ^ c3[i] ^ key1;
            c1[i] = b * MULTIPLIER_1;
            c3[i] = a * MULTIPLIER_0;
        }
    }

    /** The upper half of the 64-bit product of unsigned numbers, of which the second is given by its halves. */
    private static int upper(int x, int low, int high) {
        int xLow = x & HALF;
        int xHigh = x >>> 16;
        int first = xHigh * low + (xLow * low >>> 16);
        int second = xLow * high + (first & HALF);
        return xHigh * high + (first >>> 16) + (second >>> 16);
    }
}
