package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;

/** Stands where a rule is missing: the gradient is refused by name, never silently left out. */
final class Undefined implements Rule {
    static final Undefined INSTANCE = new Undefined();

    private Undefined() {}

    @Override
    public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
        // Nothing will be read.
    }

    @Override
    public Tensor[] backward(OpNode node, Tensor[] g) {
        throw node.undefined("is not differentiable");
    }
}
