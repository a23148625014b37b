package io.github.autograd4j.benchmarks.gpu;

/** Runs the parts of a benchmark, always in the same order; it may leave parts out. */
@FunctionalInterface
public interface Parts {
    /**
     * Runs a part, or leaves it out. What the part throws, its results say already.
     *
     * @param name of the part
     * @param body the part
     */
    void run(String name, Runnable body);
}
