package io.github.autograd4j.cuda;

/**
 * Division by a number known at the launch: for 0 ≤ i &lt; 2³¹, i / size is (umulhi(i, magic) + i) &gt;&gt; shift, with
 * umulhi the upper half of the product of 32-bit numbers.
 */
final class Divisors {
    private Divisors() {}

    /** The smallest number of bits for the numbers below a size. */
    static int shift(long size) {
        return size <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(size - 1);
    }

    /** The multiplier, for a size of at most 2³¹. */
    static int magic(long size) {
        return (int) (((1L << 32) * ((1L << shift(size)) - size)) / size + 1);
    }
}
