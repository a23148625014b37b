package io.github.autograd4j.op;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;

/**
 * An operation made of others. Every backend has it by way of {@link #decompose}; a backend may {@linkplain
 * io.github.autograd4j.spi.Backend#fused override} it with one kernel, whose oracle is the decomposition. If it has no
 * gradient rule of its own, its decomposition is what is recorded.
 */
public non-sealed interface Composite extends Op {
    /**
     * Computes the results by other operations.
     *
     * @param inputs the operands, checked
     * @return the results, as inferred
     */
    Tensor[] decompose(Tensor... inputs);

    /**
     * Applies the operation, by the device's own kernel if it has one, and records it.
     *
     * @param inputs the operands
     * @return the results
     */
    default Tensor[] apply(Tensor... inputs) {
        return Dispatcher.applyAll(this, inputs);
    }
}
