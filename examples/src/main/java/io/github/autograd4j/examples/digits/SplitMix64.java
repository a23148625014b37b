package io.github.autograd4j.examples.digits;

/**
 * The SplitMix64 generator (Steele, Lea, Flood 2014), written out because the data set must be the same bytes for ever,
 * whatever a JDK does to its own generators.
 */
final class SplitMix64 {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private SplitMix64(long state) {
        this.state = state;
    }

    /** A stream of its own for each key: no draw of one stream depends on how many another stream made. */
    static SplitMix64 keyed(long... key) {
        long state = GAMMA;
        for (long part : key) {
            state = mix(state ^ mix(part + GAMMA)) + GAMMA;
        }
        return new SplitMix64(state);
    }

    long nextLong() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    double unit() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [low, high). */
    double between(double low, double high) {
        return low + (high - low) * unit();
    }

    /** Uniform in 0 .. bound-1; the bias of the multiplication is below 2^-60 for the few dozen it is used for. */
    int below(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Mean 0, variance 1, within ±2·√3: the sum of four uniforms, a normal that needs no logarithm. */
    double bell() {
        long bits = nextLong();
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - 131070) * (1.7320508075688772 / 65536);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
