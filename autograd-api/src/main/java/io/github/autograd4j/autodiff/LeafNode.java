package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;

/** The end of a path: a leaf's gradient accumulates here, from any number of threads. */
final class LeafNode extends Node {
    private Tensor grad;

    LeafNode(int hash) {
        super(0, hash);
    }

    @Override
    public String name() {
        return "AccumulateGrad";
    }

    @Override
    Edge[] edges() {
        return NO_EDGES;
    }

    @Override
    int outputs() {
        return 1;
    }

    @Override
    Tensor[] backward(Tensor[] g) {
        throw new IllegalStateException("a leaf has nothing behind it");
    }

    @Override
    void free() {
        // The gradient belongs to the leaf, not to the graph.
    }

    synchronized Tensor grad() {
        return grad;
    }

    synchronized void setGrad(Tensor grad) {
        this.grad = grad == null ? null : TensorImpl.adopt(grad);
    }

    /** Adds to the gradient; the sum belongs to the leaf and outlives the scope it is made in. */
    synchronized void accumulate(Tensor g) {
        setGrad(grad == null ? g : grad.add(g));
    }
}
