package io.github.autograd4j.testing;

/** How far results of an operation may lie from the truth, by what is computed; see {@link Tolerance#of}. */
public enum OpClass {
    /** Elements move or are compared; nothing is rounded. */
    EXACT(0, 0),
    /** One correctly rounded operation for each element. */
    ARITHMETIC(1, 0),
    /** A function of the mathematical library for each element. */
    TRANSCENDENTAL(8, 1),
    /** Several steps for each element, in which terms may cancel. */
    COMPOUND(32, 16),
    /** Sums or products of a few dozen elements, in any order. */
    REDUCTION(32, 32),
    /** Inner products, and what is made of several reductions. */
    PRODUCT(128, 128),
    /** Several operations one after the other, each of which rounds its result. */
    COMPOSITE(256, 256);

    final double relativeUlps;
    final double absoluteUlps;

    OpClass(double relativeUlps, double absoluteUlps) {
        this.relativeUlps = relativeUlps;
        this.absoluteUlps = absoluteUlps;
    }
}
