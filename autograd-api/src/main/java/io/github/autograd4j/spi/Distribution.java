package io.github.autograd4j.spi;

import io.github.autograd4j.DType;

/** The distributions of random elements; see {@link Backend#random}. */
public enum Distribution {
    /** Uniform in [0, 1): 24 random bits for float32 and the half types, 53 for float64. */
    UNIFORM,
    /** Normal with mean 0 and variance 1, by Box and Muller. */
    NORMAL,
    /** Uniform bits of an int32 or int64, the sign bit included. */
    BITS;

    /**
     * Returns how many elements one block of the generator makes.
     *
     * @param dtype the elements' type
     * @return 4, or 2 where an element takes 64 bits
     */
    public int perBlock(DType dtype) {
        return this == NORMAL || dtype.byteSize() == 8 ? 2 : 4;
    }

    /**
     * Returns how many blocks of the generator elements take.
     *
     * @param dtype the elements' type
     * @param count how many elements
     * @return how many blocks
     */
    public long blocks(DType dtype, long count) {
        int each = perBlock(dtype);
        return (count + each - 1) / each;
    }
}
