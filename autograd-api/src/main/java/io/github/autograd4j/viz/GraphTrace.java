package io.github.autograd4j.viz;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.OpListener;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.op.Op;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches what this thread computes with tensors that require gradients, and draws it: the computational graph with the
 * values, and after a backward pass the gradients, at its nodes.
 *
 * <pre>{@code
 * try (GraphTrace trace = GraphTrace.record()) {
 *   Tensor a = trace.name("a", Tensor.scalar(2f).requiresGrad(true));
 *   Tensor b = trace.name("b", Tensor.scalar(1f).requiresGrad(true));
 *   trace.name("out", a.add(b).mul(b.add(1))).backward();
 *   Files.writeString(Path.of("graph.svg"), trace.toSvg());
 * }
 * }</pre>
 *
 * <p>Values are read when they are computed, and gradients when they pass by, whoever asked for them: a node shows the
 * sum of what has passed since the trace began. Reading waits for the device, and the trace holds on to the tensors it
 * has seen: it is for looking at small graphs. Operations inside composites and backward passes do not show. Traces
 * nest; the innermost one watches.
 */
public final class GraphTrace implements AutoCloseable {
    private final ThreadState state = ThreadState.current();
    private final OpListener before = state.listener;
    private final Map<Tensor, TraceNode> nodes = new IdentityHashMap<>();
    private final List<TraceNode> order = new ArrayList<>();
    private boolean closed;

    private GraphTrace() {}

    /**
     * Starts watching this thread.
     *
     * @return the trace, to be closed by this thread
     */
    public static GraphTrace record() {
        GraphTrace trace = new GraphTrace();
        trace.state.listener = trace::onOp;
        return trace;
    }

    /**
     * Says what a tensor is to be called in the pictures.
     *
     * @param name its name
     * @param tensor the tensor
     * @return the same tensor
     */
    public Tensor name(String name, Tensor tensor) {
        node(tensor).setName(name);
        return tensor;
    }

    private void onOp(Op op, Tensor[] inputs, Tensor[] outputs) {
        List<TraceNode> operands = new ArrayList<>();
        for (Tensor input : inputs) {
            operands.add(node(input));
        }
        for (Tensor output : outputs) {
            add(output, Caption.of(op), operands);
        }
    }

    private TraceNode node(Tensor tensor) {
        TraceNode known = nodes.get(tensor);
        return known != null ? known : add(tensor, "", List.of());
    }

    private TraceNode add(Tensor tensor, String op, List<TraceNode> inputs) {
        TraceNode node = new TraceNode(order.size(), op, inputs, tensor);
        nodes.put(tensor, node);
        order.add(node);
        return node;
    }

    /** Stops watching; what was seen can still be drawn. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            state.listener = before;
            nodes.clear();
            order.forEach(TraceNode::unhook);
        }
    }

    /** What gradients flow through, and what it was made of. */
    private List<TraceNode> relevant() {
        Set<TraceNode> relevant = new HashSet<>();
        for (int i = order.size() - 1; i >= 0; i--) {
            TraceNode node = order.get(i);
            if (node.isDifferentiable() || relevant.contains(node)) {
                relevant.add(node);
                relevant.addAll(node.inputs());
            }
        }
        return order.stream().filter(relevant::contains).toList();
    }

    /**
     * Draws the graph as text for Graphviz.
     *
     * @return a {@code digraph}
     */
    public String toDot() {
        return Dot.render(relevant());
    }

    /**
     * Draws the graph as text for Mermaid, which many Markdown viewers show as a picture.
     *
     * @return a {@code graph}
     */
    public String toMermaid() {
        return Mermaid.render(relevant());
    }

    /**
     * Draws the graph as a picture.
     *
     * @return an SVG document
     */
    public String toSvg() {
        return Svg.render(Layout.of(relevant()));
    }
}
