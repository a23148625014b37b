package io.github.autograd4j.testing;

/** What the SPI leaves open because not every device can do it; see {@link DeviceConformance#missing}. */
public enum Capability {
    /** An index out of range is an {@link io.github.autograd4j.IndexException}. */
    INDEX_CHECKS,
    /** An integer divided by 0 is an {@link ArithmeticException}. */
    INTEGER_DIVISION_BY_ZERO
}
