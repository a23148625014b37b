package io.github.autograd4j.op;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/** An operation that is computed by calls of the backend. */
public non-sealed interface Kernel extends Op {
    /**
     * Computes the results. Not called when all results are empty.
     *
     * @param backend the device's backend
     * @param inputs the operands as they are, not broadcast
     * @param outputs contiguous, as inferred, to be filled
     */
    void run(Backend backend, View[] inputs, View[] outputs);
}
