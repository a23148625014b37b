package io.github.autograd4j.spi;

/** Whose position is looked for; NaN wins, of equals the first. */
public enum ArgReduceOp {
    /** The largest. */
    MAX,
    /** The smallest. */
    MIN
}
