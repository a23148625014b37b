package io.github.autograd4j.autodiff;

import io.github.autograd4j.GraphException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;
import java.util.function.Consumer;

/** A recorded operation: what it was, where its inputs' gradients go, and what its rule wanted saved. */
final class OpNode extends Node {
    final Op op;
    private final Rule rule;
    private final int outputs;
    private Edge[] edges;
    private Saved[] saved; // inputs, then outputs; null where not needed

    OpNode(Op op, Rule rule, Edge[] edges, int outputs, int hash) {
        super(numberAfter(edges), hash);
        this.op = op;
        this.rule = rule;
        this.edges = edges;
        this.outputs = outputs;
    }

    void setSaved(Saved[] saved) {
        this.saved = saved;
    }

    @Override
    public String name() {
        String name = op.name();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Backward";
    }

    @Override
    Edge[] edges() {
        return edges == null ? NO_EDGES : edges;
    }

    @Override
    int outputs() {
        return outputs;
    }

    @Override
    Tensor[] backward(Tensor[] g) {
        return rule.backward(this, g);
    }

    /** Unpacks a saved input (0 …) or output (number of inputs …). */
    TensorImpl saved(int slot) {
        Saved[] slots = saved;
        if (slots == null || slots[slot] == null) {
            throw new IllegalStateException(name() + ": its rule reads tensor " + slot + ", which it did not declare");
        }
        return slots[slot].unpack(this);
    }

    @Override
    void forEachSaved(Consumer<Saved> visitor) {
        if (saved != null) {
            for (Saved one : saved) {
                if (one != null) {
                    visitor.accept(one);
                }
            }
        }
    }

    @Override
    void free() {
        forEachSaved(Saved::release);
        saved = null;
        edges = null;
    }

    @Override
    String freed() {
        return edges != null
                ? null
                : "backward: the graph of " + name()
                        + " was already differentiated and freed; pass retainGraph to keep it";
    }

    GraphException undefined(String why) {
        return new GraphException("backward: " + op.name() + ": " + why);
    }
}
