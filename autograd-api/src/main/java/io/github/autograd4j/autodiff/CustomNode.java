package io.github.autograd4j.autodiff;

import io.github.autograd4j.Autograd.CustomContext;
import io.github.autograd4j.Autograd.CustomFunction;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A call of a user's function: its gradient is the user's. */
final class CustomNode extends Node implements CustomContext {
    private final String name;
    private final CustomFunction function;
    private Edge[] edges;
    private Edge[] results = NO_EDGES;
    private final List<Tensor> pending = new ArrayList<>();
    private List<Saved> saved = List.of();

    private CustomNode(String name, CustomFunction function, Edge[] edges, int hash) {
        super(numberAfter(edges), hash);
        this.name = name;
        this.function = function;
        this.edges = edges;
    }

    static Tensor[] apply(String name, CustomFunction function, Tensor... inputs) {
        ThreadState state = ThreadState.current();
        Edge[] edges = new Edge[inputs.length];
        boolean record = false;
        for (int i = 0; i < inputs.length; i++) {
            edges[i] = TensorImpl.of(inputs[i], name).edge;
            record |= edges[i] != null;
        }
        record &= state.gradEnabled;
        CustomNode node = new CustomNode(name, function, edges, state.nextHash());
        boolean before = state.gradEnabled;
        state.gradEnabled = false;
        Tensor[] outputs;
        try {
            outputs = function.forward(node, inputs).clone();
        } finally {
            state.gradEnabled = before;
        }
        if (record) {
            node.link(outputs, state, inputs);
        }
        return outputs;
    }

    private void link(Tensor[] outputs, ThreadState state, Tensor... inputs) {
        results = new Edge[outputs.length];
        for (int k = 0; k < outputs.length; k++) {
            TensorImpl output = TensorImpl.of(outputs[k], name);
            results[k] = new Edge(this, k, output.dtype(), output.shape(), output.runtime());
            if (output.dtype().isFloating()) {
                // A function may return its operand; the result needs a place of its own in the graph.
                boolean operand = false;
                for (Tensor input : inputs) {
                    operand |= input == output;
                }
                TensorImpl linked =
                        operand || output.edge != null ? new TensorImpl(output.storage, output.view, null) : output;
                linked.edge = results[k];
                outputs[k] = linked;
            }
        }
        List<Saved> kept = new ArrayList<>();
        for (Tensor tensor : pending) {
            kept.add(new Saved(TensorImpl.of(tensor, name), state.scope));
        }
        pending.clear();
        saved = kept;
    }

    @Override
    public void save(Tensor... tensors) {
        pending.addAll(List.of(tensors));
    }

    @Override
    public List<Tensor> saved() {
        List<Tensor> tensors = new ArrayList<>();
        for (Saved one : saved) {
            tensors.add(one.unpack(this));
        }
        return tensors;
    }

    @Override
    public boolean needsGrad(int input) {
        return edges[input] != null;
    }

    @Override
    public String name() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Backward";
    }

    @Override
    Edge[] edges() {
        return edges == null ? NO_EDGES : edges;
    }

    @Override
    int outputs() {
        return results.length;
    }

    @Override
    Tensor[] backward(Tensor[] g) {
        Tensor[] cotangents = new Tensor[g.length];
        for (int k = 0; k < g.length; k++) {
            Edge result = results[k];
            cotangents[k] = g[k] != null ? g[k] : Tensor.zeros(result.shape(), result.dtype(), result.runtime.device());
        }
        Tensor[] gradients = function.backward(this, cotangents);
        if (gradients.length != edges.length) {
            throw new GraphException(
                    name() + ": gave " + gradients.length + " gradients for " + edges.length + " inputs");
        }
        return gradients;
    }

    @Override
    void forEachSaved(Consumer<Saved> visitor) {
        saved.forEach(visitor);
    }

    @Override
    void free() {
        forEachSaved(Saved::release);
        saved = List.of();
        edges = null;
    }

    @Override
    String freed() {
        return edges != null
                ? null
                : "backward: the graph of " + name()
                        + " was already differentiated and freed; pass retainGraph to keep it";
    }
}
