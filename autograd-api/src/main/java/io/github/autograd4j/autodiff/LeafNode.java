package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;

/** The end of a path: a leaf's gradient accumulates here, from any number of threads. */
final class LeafNode extends Node {
    private TensorImpl grad;

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

    /** A new handle each time: the leaf's own ends when the gradient is replaced. */
    synchronized Tensor grad() {
        return grad == null ? null : grad.alias();
    }

    /** What was the gradient before is given back at once, unless somebody else holds it too. */
    synchronized void setGrad(Tensor replacement) {
        TensorImpl before = grad;
        grad = replacement == null ? null : ((TensorImpl) replacement).alias();
        if (grad != null) {
            TensorImpl.adopt(grad);
        }
        if (before != null) {
            before.close();
        }
    }

    /** Adds to the gradient; the sum belongs to the leaf and outlives the scope it is made in. */
    synchronized void accumulate(Tensor g) {
        if (grad == null) {
            setGrad(g);
        } else {
            try (Tensor sum = grad.add(g)) {
                setGrad(sum);
            }
        }
    }
}
