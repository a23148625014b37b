package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;

/** How a kind of operation is differentiated. */
interface Rule {
    /**
     * Says which tensors the backward pass will read.
     *
     * @param op the operation
     * @param edges an edge for each input that needs a gradient
     * @param inputs the operands
     * @param outputs the results
     * @param keep set to true at i for input i, at inputs.length + k for output k
     */
    void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep);

    /** How many of the results, from the first, have gradients; the others are by-products. */
    default int differentiableOutputs() {
        return Integer.MAX_VALUE;
    }

    /** See {@link Node#backward}. */
    Tensor[] backward(OpNode node, Tensor[] g);
}
