package io.github.autograd4j.op;

import io.github.autograd4j.TensorSpec;

/**
 * An operation as data: immutable, with value equality, applied to tensors by position; everything that is not a tensor
 * is part of the operation. There are three kinds: a {@link Kernel} runs on the device's {@link
 * io.github.autograd4j.spi.Backend}, a {@link ViewOp} only changes strides, and a {@link Composite} is made of others.
 */
public sealed interface Op permits Kernel, ViewOp, Composite {
    /**
     * Returns the name as users type it.
     *
     * @return for example {@code matmul}
     */
    String name();

    /**
     * Checks the operands and says what the results will be, without data.
     *
     * @param inputs what is known of the operands
     * @return what is known of each result
     * @throws io.github.autograd4j.ShapeException if the shapes do not fit
     * @throws io.github.autograd4j.DTypeException if the types do not fit
     */
    TensorSpec[] infer(TensorSpec... inputs);
}
