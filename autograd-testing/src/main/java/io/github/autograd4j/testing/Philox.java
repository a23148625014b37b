package io.github.autograd4j.testing;

/** Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011). */
final class Philox {
    private Philox() {}

    static int[] block(long key, long counter) {
        int[] c = {(int) counter, (int) (counter >>> 32), 0, 0};
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < 10; round++) {
            long p0 = (c[0] & 0xFFFFFFFFL) * 0xD2511F53L;
            long p1 = (c[2] & 0xFFFFFFFFL) * 0xCD9E8D57L;
            c = new int[] {(int) (p1 >>> 32) ^ c[1] ^ k0, (int) p1, (int) (p0 >>> 32) ^ c[3] ^ k1, (int) p0};
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }
        return c;
    }
}
