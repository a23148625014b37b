package io.github.autograd4j.autodiff;

import io.github.autograd4j.GraphException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.OpListener;
import io.github.autograd4j.internal.ScopeFrame;
import io.github.autograd4j.internal.ThreadState;
import java.util.Arrays;

/**
 * One traversal of a graph against the direction in which it was recorded. Nodes are taken in decreasing number: every
 * consumer of a node has a larger one, so when its turn comes its cotangents are complete. Of equal numbers the one
 * reached first goes first, so that sums are always formed in the same order. Nothing recurses.
 *
 * <p>Where memory is managed, and the pass itself is not recorded, what a rule makes ends with its node, and a cotangent
 * with the node that consumes it; only what users may hold (in hooks, functions of their own, results) belongs to the
 * surrounding scope. So a pass holds little more at a time than what the graph saved. If it fails, all that is given
 * back; leaves keep what they got before, and nodes already passed are freed.
 */
final class BackwardPass {
    private final boolean retainGraph;
    private final boolean createGraph;
    private final Reach reach; // null: every leaf is wanted
    private final Tensor[] captured;
    private final ThreadState state = ThreadState.current();
    private final ScopeFrame outer = state.scope;

    /** Owner of the cotangents on their way, which it does not list: the tasks do. */
    private final ScopeFrame pending = new ScopeFrame(outer);

    private Task[] table = new Task[64];
    private Task[] heap = new Task[64];
    private int count;
    private int arrivals;

    private static final class Task {
        final Node node;
        final Tensor[] g;
        final int arrival;
        Task chain;

        Task(Node node, int arrival) {
            this.node = node;
            this.g = new Tensor[node.outputs()];
            this.arrival = arrival;
        }

        boolean before(Task other) {
            return node.number != other.node.number ? node.number > other.node.number : arrival < other.arrival;
        }
    }

    private BackwardPass(boolean retainGraph, boolean createGraph, Reach reach, int captures) {
        this.retainGraph = retainGraph;
        this.createGraph = createGraph;
        this.reach = reach;
        this.captured = new Tensor[captures];
    }

    /** Differentiates roots and accumulates into all leaves. */
    static void accumulate(Edge[] roots, Tensor[] cotangents, boolean retainGraph, boolean createGraph) {
        new BackwardPass(retainGraph, createGraph, null, 0).run(roots, cotangents);
    }

    /**
     * Differentiates roots and returns the gradients of targets, null where no path leads, zeros where all derivatives
     * on the paths are zero; touches no leaf.
     */
    static Tensor[] gradients(
            Edge[] roots, Tensor[] cotangents, Edge[] targets, boolean retainGraph, boolean createGraph) {
        BackwardPass pass = new BackwardPass(retainGraph, createGraph, Reach.of(roots, targets), targets.length);
        pass.run(roots, cotangents);
        for (int i = 0; i < targets.length; i++) {
            if (pass.captured[i] == null && pass.reach.connects(i)) {
                Edge target = targets[i];
                pass.captured[i] = Tensor.zeros(target.shape(), target.dtype(), target.runtime.device());
            }
        }
        return pass.captured;
    }

    private void run(Edge[] roots, Tensor[] cotangents) {
        boolean before = state.gradEnabled;
        OpListener listener = state.listener;
        state.gradEnabled = createGraph;
        state.listener = null;
        try {
            for (int i = 0; i < roots.length; i++) {
                if (reach == null || reach.includes(roots[i].node)) {
                    // A leaf must not keep the caller's tensor as its gradient.
                    boolean kept = reach == null && roots[i].node instanceof LeafNode;
                    deliver(roots[i], kept ? cotangents[i].copy() : cotangents[i]);
                }
            }
            while (count > 0) {
                process(pop());
            }
        } finally {
            state.gradEnabled = before;
            state.listener = listener;
            for (int i = 0; i < count; i++) { // after a failure
                closePending(heap[i].g);
            }
        }
    }

    private void process(Task task) {
        Node node = task.node;
        try {
            if (node.freed() != null) {
                throw new GraphException(node.freed());
            }
            if (node.hasHooks()) {
                handOut(task.g);
            }
            node.arrived(task.g);
            if (reach != null && reach.capture(node, task.g, captured)) {
                handOut(task.g);
            }
            if (reach != null && !reach.passes(node)) {
                return;
            }
            if (node instanceof LeafNode leaf) {
                if (task.g[0] != null) {
                    leaf.accumulate(task.g[0]);
                }
                return;
            }
            if (!createGraph && reclaims(task)) {
                passInFrame(task);
            } else {
                pass(task, null);
            }
            if (!retainGraph) {
                node.free();
            }
        } finally {
            closePending(task.g);
        }
    }

    /** Whether there is use in giving back at once what a node's rule makes on its way. */
    private boolean reclaims(Task task) {
        for (Tensor g : task.g) {
            if (g != null && ((TensorImpl) g).runtime().reclaims(outer)) {
                return true;
            }
        }
        for (Edge edge : task.node.edges()) {
            if (edge != null && edge.runtime.reclaims(outer)) {
                return true;
            }
        }
        return false;
    }

    private void passInFrame(Task task) {
        ScopeFrame frame = new ScopeFrame(outer);
        state.scope = frame;
        try {
            pass(task, frame);
        } finally {
            state.scope = outer;
            frame.closeAll();
        }
    }

    /** Hands the gradients of a node's inputs on; those born in the frame, if there is one, outlive it. */
    private void pass(Task task, ScopeFrame frame) {
        Node node = task.node;
        Tensor[] gradients = backward(task);
        Edge[] edges = node.edges();
        for (int i = 0; i < edges.length; i++) {
            Edge edge = edges[i];
            if (edge != null && gradients[i] != null && (reach == null || reach.includes(edge.node))) {
                Tensor gradient = fit(gradients[i], edge, node);
                if (edge.node instanceof LeafNode) {
                    gradient = unshared(gradient, task);
                }
                deliver(edge, frame == null ? gradient : claimed((TensorImpl) gradient, frame));
            }
        }
    }

    private Tensor[] backward(Task task) {
        if (!(task.node instanceof CustomNode)) {
            return task.node.backward(task.g);
        }
        // What a user's function makes may be held by the user.
        ScopeFrame frame = state.scope;
        state.scope = outer;
        try {
            return task.node.backward(task.g);
        } finally {
            state.scope = frame;
        }
    }

    /** The pass' own handle: the one given if it was born in the frame and has no owner yet, else another. */
    private Tensor claimed(TensorImpl gradient, ScopeFrame frame) {
        TensorImpl own = gradient.owner() == frame ? gradient : new TensorImpl(gradient.storage, gradient.view, null);
        own.setOwner(pending);
        return own;
    }

    private void closePending(Tensor... g) {
        for (Tensor tensor : g) {
            if (tensor != null && ((TensorImpl) tensor).owner() == pending) {
                tensor.close();
            }
        }
    }

    /** Leaves cotangents to whoever gets to see them. */
    private void handOut(Tensor... g) {
        for (Tensor tensor : g) {
            if (tensor != null && ((TensorImpl) tensor).owner() == pending) {
                GraphWalk.hand((TensorImpl) tensor, outer);
            }
        }
    }

    /** Undoes broadcasting and promotion, once, here. */
    private static Tensor fit(Tensor gradient, Edge edge, Node from) {
        Tensor fitted = gradient;
        if (fitted.shape() != edge.shape() && !fitted.shape().equals(edge.shape())) {
            try {
                fitted = fitted.sumTo(edge.shape());
            } catch (io.github.autograd4j.ShapeException e) {
                throw new GraphException(
                        from.name() + ": gave a gradient " + gradient.describe() + " for an input " + edge.describe());
            }
        }
        return fitted.dtype() == edge.dtype() ? fitted : fitted.to(edge.dtype());
    }

    /**
     * What a leaf keeps as its gradient must be its own: not a broadcast, not the memory of a cotangent, and not what a
     * user's function or hook may hold.
     */
    private static Tensor unshared(Tensor gradient, Task task) {
        TensorImpl impl = (TensorImpl) gradient;
        boolean shared = !impl.view.isContiguous() || task.node instanceof CustomNode;
        for (Tensor cotangent : task.g) {
            shared |= cotangent != null && ((TensorImpl) cotangent).storage == impl.storage;
        }
        return shared ? gradient.copy() : gradient;
    }

    private void deliver(Edge edge, Tensor g) {
        Task task = find(edge.node);
        if (task == null) {
            task = add(edge.node);
        }
        Tensor before = task.g[edge.output];
        if (before == null) {
            task.g[edge.output] = g;
        } else {
            TensorImpl sum;
            try {
                sum = (TensorImpl) before.add(g);
            } catch (Throwable failure) {
                closePending(g);
                throw failure;
            }
            task.g[edge.output] = state.scope == outer ? sum : claimed(sum, state.scope);
            closePending(before, g);
        }
    }

    private Task find(Node node) {
        for (Task task = table[node.hash & (table.length - 1)]; task != null; task = task.chain) {
            if (task.node == node) {
                return task;
            }
        }
        return null;
    }

    private Task add(Node node) {
        Task task = new Task(node, arrivals++);
        if (count == heap.length) {
            heap = Arrays.copyOf(heap, 2 * count);
            rehash();
        }
        int slot = node.hash & (table.length - 1);
        task.chain = table[slot];
        table[slot] = task;
        int at = count++;
        while (at > 0 && task.before(heap[(at - 1) >> 1])) {
            heap[at] = heap[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heap[at] = task;
        return task;
    }

    private void rehash() {
        table = new Task[heap.length];
        for (int i = 0; i < count; i++) {
            Task task = heap[i];
            int slot = task.node.hash & (table.length - 1);
            task.chain = table[slot];
            table[slot] = task;
        }
    }

    private Task pop() {
        Task first = heap[0];
        Task last = heap[--count];
        heap[count] = null;
        if (count > 0) {
            int at = 0;
            while (2 * at + 1 < count) {
                int child = 2 * at + 1;
                if (child + 1 < count && heap[child + 1].before(heap[child])) {
                    child++;
                }
                if (!heap[child].before(last)) {
                    break;
                }
                heap[at] = heap[child];
                at = child;
            }
            heap[at] = last;
        }
        unlink(first);
        return first;
    }

    private void unlink(Task task) {
        int slot = task.node.hash & (table.length - 1);
        if (table[slot] == task) {
            table[slot] = task.chain;
            return;
        }
        Task at = table[slot];
        while (at.chain != task) {
            at = at.chain;
        }
        at.chain = task.chain;
    }
}
