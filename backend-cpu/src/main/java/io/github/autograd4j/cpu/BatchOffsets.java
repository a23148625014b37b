package io.github.autograd4j.cpu;

/** Where the matrices of a batch begin. */
@FunctionalInterface
interface BatchOffsets {
    /** Index of element (0, 0) of the given matrix of the batch. */
    int at(int batch);
}
