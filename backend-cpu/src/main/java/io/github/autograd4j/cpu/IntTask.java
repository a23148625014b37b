package io.github.autograd4j.cpu;

/** One of a numbered set of independent pieces of work. */
@FunctionalInterface
interface IntTask {
    void run(int index);
}
