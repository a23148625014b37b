package io.github.autograd4j.gpucheck;

/** Something that fails by throwing. */
@FunctionalInterface
interface Attempt {
    /**
     * Does it.
     *
     * @throws Throwable if it failed
     */
    void run() throws Throwable;
}
