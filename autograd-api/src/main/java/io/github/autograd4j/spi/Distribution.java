package io.github.autograd4j.spi;

/** The distributions of random elements; see {@link Backend#random}. */
public enum Distribution {
    /** Uniform in [0, 1): 24 random bits for float32 and the half types, 53 for float64. */
    UNIFORM,
    /** Normal with mean 0 and variance 1, by Box and Muller. */
    NORMAL,
    /** Uniform bits of an int32 or int64, the sign bit included. */
    BITS
}
