package io.github.autograd4j.data;

import java.util.SplittableRandom;

/** Orders that depend on nothing but numbers. */
final class Shuffle {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Shuffle() {}

    /** A generator for one thing of a series. */
    static SplittableRandom random(long seed, long... path) {
        long state = seed;
        for (long step : path) {
            state = mix(state + GOLDEN) ^ mix(step + GOLDEN);
        }
        return new SplittableRandom(mix(state));
    }

    /** The finaliser of MurmurHash3, variant 13 of Stafford. */
    private static long mix(long x) {
        long z = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    static int[] identity(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        return order;
    }

    static int[] permutation(int n, SplittableRandom random) {
        int[] order = identity(n);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
