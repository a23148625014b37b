package io.github.autograd4j.autodiff;

import io.github.autograd4j.internal.ScopeFrame;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** Visits the graph behind a tensor, iteratively. */
public final class GraphWalk {
    private GraphWalk() {}

    /** Visits each node once. */
    static void nodes(Edge root, Consumer<Node> visitor) {
        if (root == null) {
            return;
        }
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>();
        seen.add(root.node);
        open.push(root.node);
        while (!open.isEmpty()) {
            Node node = open.pop();
            visitor.accept(node);
            for (Edge edge : node.edges()) {
                if (edge != null && seen.add(edge.node)) {
                    open.push(edge.node);
                }
            }
        }
    }

    /** Takes a tensor, and what its graph saved, out of all scopes. */
    static void adopt(TensorImpl tensor) {
        tensor.storage.adopt();
        if (tensor.owner() != null) {
            tensor.setOwner(null);
        }
        if (tensor.edge != null && tensor.runtime().managed()) {
            nodes(tensor.edge, node -> node.forEachSaved(saved -> saved.setOwner(null)));
        }
    }

    /** Moves a tensor, and what its graph saved, from a scope to the surrounding one. */
    public static void move(TensorImpl tensor, ScopeFrame from) {
        forEachOwned(tensor, from, member -> hand(member, from.parent()));
    }

    /** Moves a tensor, and what its graph saved, from a scope to the surrounding one, or to the user. */
    public static void keep(TensorImpl tensor, ScopeFrame from) {
        if (from.parent() == null) {
            forEachOwned(tensor, from, ScopeFrame.Member::keep);
        } else {
            move(tensor, from);
        }
    }

    private static void forEachOwned(TensorImpl tensor, ScopeFrame owner, Consumer<ScopeFrame.Member> action) {
        if (tensor.owner() == owner) {
            action.accept(tensor);
        }
        if (tensor.edge != null && tensor.runtime().managed()) {
            nodes(
                    tensor.edge,
                    node -> node.forEachSaved(saved -> {
                        if (saved.owner() == owner) {
                            action.accept(saved);
                        }
                    }));
        }
    }

    /** Gives something to a scope, or to nobody if that is null. */
    static void hand(ScopeFrame.Member member, ScopeFrame to) {
        if (to == null) {
            member.setOwner(null);
        } else {
            to.add(member);
        }
    }
}
