package io.github.autograd4j.internal;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;

/** Sees the operations that a thread runs, those inside composites and backward passes excepted. */
@FunctionalInterface
public interface OpListener {
    /** Called after the operation was recorded. */
    void onOp(Op op, Tensor[] inputs, Tensor[] outputs);
}
