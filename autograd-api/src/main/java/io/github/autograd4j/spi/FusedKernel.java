package io.github.autograd4j.spi;

/** A backend's own kernel for a composite operation. */
@FunctionalInterface
public interface FusedKernel {
    /**
     * Computes what the composite's decomposition computes.
     *
     * @param inputs the operands as they are
     * @param outputs contiguous, as the composite infers
     */
    void run(View[] inputs, View[] outputs);
}
