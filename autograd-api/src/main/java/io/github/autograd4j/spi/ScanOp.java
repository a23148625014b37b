package io.github.autograd4j.spi;

/** What a scan accumulates. */
public enum ScanOp {
    /** Running sums. */
    SUM,
    /** Running products. */
    PROD
}
