package io.github.autograd4j.op;

import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;

/** An operation on one tensor whose result is another window on the same memory. */
public non-sealed interface ViewOp extends Op {
    /**
     * Makes the window; the operand has been checked.
     *
     * @param input the operand
     * @return the result, or null if this operand must be made contiguous first
     */
    View apply(View input);

    /**
     * Checks the operand and returns the result's spec.
     *
     * @param input what is known of the operand
     * @return what is known of the result
     */
    TensorSpec infer(TensorSpec input);

    @Override
    default TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {infer(inputs[0])};
    }
}
