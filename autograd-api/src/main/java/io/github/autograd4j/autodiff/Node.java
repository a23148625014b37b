package io.github.autograd4j.autodiff;

import io.github.autograd4j.GradFn;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** A step of the recorded graph. Its number is one more than the largest of its inputs'. */
abstract class Node implements GradFn {
    static final Edge[] NO_EDGES = {};

    final int number;
    final int hash;

    /** Hooks on outputs, null until there is one. */
    private volatile List<Hook> hooks;

    private volatile boolean[] retaining;
    private TensorImpl[] retained;

    private record Hook(int output, UnaryOperator<Tensor> function) {}

    Node(int number, int hash) {
        this.number = number;
        this.hash = hash;
    }

    /** The edges to the inputs, null where an input needs no gradient; empty once freed. */
    abstract Edge[] edges();

    /** How many outputs the operation had. */
    abstract int outputs();

    /**
     * Turns the cotangents of the outputs into gradients of the inputs.
     *
     * @param g the cotangent of each output, null where there is none
     * @return for each input its gradient, of any shape that sums to the input's; null where there is none
     */
    abstract Tensor[] backward(Tensor[] g);

    /** Visits what was saved. */
    void forEachSaved(java.util.function.Consumer<Saved> visitor) {
        // Most kinds of node save nothing.
    }

    /** Gives up what was saved and the edges. */
    abstract void free();

    /** Says why this cannot be differentiated any more, or null. */
    String freed() {
        return null;
    }

    static int numberAfter(Edge[] edges) {
        int number = 0;
        for (Edge edge : edges) {
            if (edge != null) {
                number = Math.max(number, edge.node.number);
            }
        }
        return number + 1;
    }

    final synchronized Restore addHook(int output, UnaryOperator<Tensor> function) {
        Hook hook = new Hook(output, function);
        List<Hook> list = hooks == null ? new ArrayList<>() : new ArrayList<>(hooks);
        list.add(hook);
        hooks = list;
        return () -> removeHook(hook);
    }

    private synchronized void removeHook(Hook hook) {
        List<Hook> list = new ArrayList<>(hooks);
        list.removeIf(one -> one == hook);
        hooks = list;
    }

    /** Keeps the cotangent of an output when the next passes go through. */
    final synchronized void retainGrad(int output) {
        if (retained == null) {
            retained = new TensorImpl[outputs()];
            retaining = new boolean[retained.length];
        }
        retaining[output] = true;
    }

    /** A new handle each time: the node's own ends when the gradient is replaced. */
    final synchronized Tensor retainedGrad(int output) {
        return retained == null || retained[output] == null ? null : retained[output].alias();
    }

    /** Whether a user's function gets to see cotangents. */
    final boolean hasHooks() {
        List<Hook> list = hooks;
        return list != null && !list.isEmpty();
    }

    /** Called once in a pass, when the cotangents are complete. */
    final void arrived(Tensor[] g) {
        runHooks(g);
        if (retaining != null) {
            synchronized (this) {
                for (int i = 0; i < g.length; i++) {
                    if (retaining[i] && g[i] != null) {
                        retain(i, (TensorImpl) g[i]);
                    }
                }
            }
        }
    }

    private void retain(int output, TensorImpl g) {
        TensorImpl before = retained[output];
        retained[output] = before == null ? g.alias() : (TensorImpl) before.add(g);
        TensorImpl.adopt(retained[output]);
        if (before != null) {
            before.close();
        }
    }

    private void runHooks(Tensor[] g) {
        List<Hook> list = hooks;
        if (list != null) {
            for (Hook hook : list) {
                if (g[hook.output] != null) {
                    Tensor before = g[hook.output];
                    Tensor replaced = hook.function.apply(before);
                    if (replaced != null) {
                        if (!replaced.shape().equals(before.shape()) || replaced.dtype() != before.dtype()) {
                            throw new GraphException("registerHook: a hook at " + name() + " replaced the gradient "
                                    + before.describe() + " by " + replaced.describe() + "; return one of its spec");
                        }
                        g[hook.output] = replaced;
                    }
                }
            }
        }
    }

    @Override
    public final List<GradFn> inputs() {
        List<GradFn> list = new ArrayList<>();
        for (Edge edge : edges()) {
            list.add(edge == null ? null : edge.node);
        }
        return Collections.unmodifiableList(list);
    }

    @Override
    public final String toString() {
        return "<" + name() + ">" + (freed() == null ? Arrays.toString(new int[] {number}) : " (freed)");
    }
}
