package io.github.autograd4j.autodiff;

import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Permute;

/** What a gradient rule may look at. */
final class Context<O extends Op> {
    private final OpNode node;
    private final O op;
    private final Tensor[] g;
    private final int operand;

    Context(OpNode node, O op, Tensor[] g, int operand) {
        this.node = node;
        this.op = op;
        this.g = g;
        this.operand = operand;
    }

    /** The operation. */
    O op() {
        return op;
    }

    /** A saved operand. */
    Tensor in(int i) {
        return node.saved(i);
    }

    /** A saved result. */
    Tensor out(int k) {
        return node.saved(node.edges().length + k);
    }

    /** The number of the operand whose gradient is wanted. */
    int operand() {
        return operand;
    }

    /** The spec of the operand whose gradient is wanted. */
    TensorSpec spec() {
        return node.edges()[operand];
    }

    /** The shape of the operand whose gradient is wanted. */
    Shape shape() {
        return node.edges()[operand].shape();
    }

    /** The device of the operand whose gradient is wanted. */
    Device device() {
        return node.edges()[operand].runtime.device();
    }

    /** Whether the operand whose gradient is wanted is the transposed of another: its last two axes were swapped. */
    boolean isTransposed() {
        return node.edges()[operand].node instanceof OpNode before
                && before.op instanceof Permute permute
                && permute.isTransposition();
    }

    /** Zeros like the operand whose gradient is wanted. */
    Tensor zeros() {
        Edge edge = node.edges()[operand];
        return Tensor.zeros(edge.shape(), edge.dtype(), edge.runtime.device());
    }

    /** How many operands there are. */
    int arity() {
        return node.edges().length;
    }

    /** The cotangent of result k, or null. */
    Tensor g(int k) {
        return g[k];
    }
}
