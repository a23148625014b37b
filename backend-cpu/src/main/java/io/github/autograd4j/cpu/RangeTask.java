package io.github.autograd4j.cpu;

/** Work on the half-open range {@code [from, to)}. */
@FunctionalInterface
interface RangeTask {
    void run(long from, long to);
}
