package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes lie on a path to the tensors whose gradients are wanted. */
final class Reach {
    private final Edge[] targets;
    private final Set<Node> included = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> passed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Node, List<Integer>> captures = new IdentityHashMap<>();
    private final boolean[] connected;

    private Reach(Edge[] targets) {
        this.targets = targets;
        this.connected = new boolean[targets.length];
        for (int i = 0; i < targets.length; i++) {
            captures.computeIfAbsent(targets[i].node, n -> new ArrayList<>()).add(i);
        }
    }

    static Reach of(Edge[] roots, Edge[] targets) {
        Reach reach = new Reach(targets);
        List<Node> nodes = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Edge root : roots) {
            reach.connect(root);
            GraphWalk.nodes(root, node -> {
                if (seen.add(node)) {
                    nodes.add(node);
                }
            });
        }
        // Inputs have smaller numbers, so they are decided before their consumers.
        nodes.sort(Comparator.comparingInt(node -> node.number));
        for (Node node : nodes) {
            boolean passes = false;
            for (Edge edge : node.edges()) {
                if (edge != null) {
                    reach.connect(edge);
                    passes |= reach.included.contains(edge.node);
                }
            }
            if (passes) {
                reach.passed.add(node);
            }
            if (passes || reach.captures.containsKey(node)) {
                reach.included.add(node);
            }
        }
        return reach;
    }

    private void connect(Edge edge) {
        List<Integer> wanted = captures.get(edge.node);
        if (wanted != null) {
            for (int i : wanted) {
                connected[i] |= targets[i].output == edge.output;
            }
        }
    }

    /** Whether a path leads to a target, even if no gradient came along it: its derivative is then zero. */
    boolean connects(int target) {
        return connected[target];
    }

    boolean includes(Node node) {
        return included.contains(node);
    }

    /** Whether something wanted lies behind the node. */
    boolean passes(Node node) {
        return passed.contains(node);
    }

    /** Stores what is wanted of a node's cotangents; tells whether something is. */
    boolean capture(Node node, Tensor[] g, Tensor[] captured) {
        List<Integer> wanted = captures.get(node);
        if (wanted != null) {
            for (int i : wanted) {
                captured[i] = g[targets[i].output];
            }
        }
        return wanted != null;
    }
}
