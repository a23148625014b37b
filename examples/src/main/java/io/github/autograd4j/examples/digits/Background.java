package io.github.autograd4j.examples.digits;

/** What a digit is written on. */
public enum Background {
    /** Whichever the border of the picture shows. */
    AUTO,
    /** Light ink on a dark ground, as in MNIST. */
    DARK,
    /** Dark ink on a light ground, as on paper. */
    LIGHT
}
