package io.github.autograd4j.viz;

import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A tensor in a traced graph: how it was made, its value, and the gradient that has passed by. */
final class TraceNode {
    /** What a tensor is to the graph; pictures tell them apart by colour. */
    enum Kind {
        /** A leaf that requires gradients. */
        PARAMETER,
        /** What no gradient flows to. */
        CONSTANT,
        /** The result of an operation that another one uses. */
        RESULT,
        /** The result of an operation that no other one uses. */
        OUTPUT
    }

    private final int id;
    private final String op;
    private final List<TraceNode> inputs;
    private final boolean differentiable;
    private final List<String> value;
    private final GradientSum gradient;
    private final AutoCloseable hook;
    private String name = "";
    private boolean used;

    TraceNode(int id, String op, List<TraceNode> inputs, Tensor tensor) {
        this.id = id;
        this.op = op;
        this.inputs = List.copyOf(inputs);
        this.differentiable = tensor.requiresGrad();
        this.value = Caption.of(tensor);
        this.gradient = new GradientSum(tensor.shape());
        this.hook = differentiable ? tensor.registerHook(gradient) : null;
        inputs.forEach(input -> input.used = true);
    }

    int id() {
        return id;
    }

    List<TraceNode> inputs() {
        return inputs;
    }

    boolean isDifferentiable() {
        return differentiable;
    }

    void setName(String name) {
        this.name = name;
    }

    void unhook() {
        if (hook != null) {
            try {
                hook.close();
            } catch (Exception e) {
                throw new IllegalStateException("trace: a hook cannot be removed", e);
            }
        }
    }

    Kind kind() {
        if (!differentiable) {
            return Kind.CONSTANT;
        }
        if (op.isEmpty()) {
            return Kind.PARAMETER;
        }
        return used ? Kind.RESULT : Kind.OUTPUT;
    }

    /** Name and operation; empty for a leaf without a name. */
    String title() {
        return name.isEmpty() || op.isEmpty() ? name + op : name + " = " + op;
    }

    List<String> value() {
        return value;
    }

    /** The gradient, marked as such; empty where none has passed. */
    List<String> gradient() {
        List<String> lines = new ArrayList<>();
        for (String line : gradient.caption()) {
            lines.add((lines.isEmpty() ? "∂ " : "  ") + line);
        }
        return lines;
    }
}
