package io.github.autograd4j.spi;

/** What a reduction combines elements by. The result for no elements is the identity, where there is one. */
public enum ReduceOp {
    /** The sum; identity 0. Integers wrap. */
    SUM,
    /** The product; identity 1. Integers wrap. */
    PROD,
    /** The largest; NaN wins; no identity. For bool: any. */
    MAX,
    /** The smallest; NaN wins; no identity. For bool: all. */
    MIN
}
