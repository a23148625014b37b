package io.github.autograd4j.autodiff;

import io.github.autograd4j.Autograd.CustomFunction;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.Tensor;
import java.util.Collections;
import java.util.List;

/** The entries to differentiation: checks what users ask for and runs a {@link BackwardPass}. */
public final class Differentiation {
    private Differentiation() {}

    /** See {@link io.github.autograd4j.Autograd#backward}. */
    public static void backward(Tensor output, Tensor cotangent, boolean retainGraph, boolean createGraph) {
        Edge root = root(output, "backward");
        Tensor g = cotangent(output, cotangent, "backward");
        try {
            BackwardPass.accumulate(new Edge[] {root}, new Tensor[] {g}, retainGraph || createGraph, createGraph);
        } finally {
            if (cotangent == null) {
                g.close();
            }
        }
    }

    /** See {@link io.github.autograd4j.Autograd#grad}. */
    public static List<Tensor> grad(
            List<Tensor> outputs, List<Tensor> inputs, List<Tensor> cotangents, GradOptions options) {
        if (cotangents != null && cotangents.size() != outputs.size()) {
            throw new GraphException("grad: " + cotangents.size() + " cotangents for " + outputs.size() + " outputs");
        }
        Edge[] roots = new Edge[outputs.size()];
        Tensor[] g = new Tensor[roots.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = root(outputs.get(i), "grad");
            g[i] = cotangent(outputs.get(i), cotangents == null ? null : cotangents.get(i), "grad");
        }
        Edge[] targets = new Edge[inputs.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = TensorImpl.of(inputs.get(i), "grad").edge;
            if (targets[i] == null) {
                throw new GraphException(
                        "grad: input " + i + ", " + inputs.get(i).describe() + ", does not require gradients");
            }
        }
        Tensor[] gradients = BackwardPass.gradients(
                roots, g, targets, options.retainGraph() || options.createGraph(), options.createGraph());
        for (int i = 0; i < gradients.length; i++) {
            if (gradients[i] == null && !options.allowUnused()) {
                throw new GraphException(
                        "grad: input " + i + ", " + inputs.get(i).describe()
                                + ", was not used to make the outputs (allowUnused gives null instead)");
            }
        }
        return Collections.unmodifiableList(java.util.Arrays.asList(gradients));
    }

    private static Edge root(Tensor output, String name) {
        Edge edge = TensorImpl.of(output, name).edge;
        if (edge == null) {
            throw new GraphException(name + ": " + output.describe() + " was not recorded: nothing it was made of"
                    + " requires gradients, or it was made inside noGrad or detached");
        }
        if (edge.node.freed() != null) {
            throw new GraphException(edge.node.freed());
        }
        return edge;
    }

    private static Tensor cotangent(Tensor output, Tensor given, String name) {
        if (given == null) {
            if (output.numel() != 1) {
                throw new GraphException(name + ": " + output.describe() + " has "
                        + (output.numel() == 0 ? "no elements" : "more than one element")
                        + "; reduce it first, for example with sum() or mean(), or pass a cotangent");
            }
            return output.onesLike();
        }
        if (!given.shape().equals(output.shape()) || given.dtype() != output.dtype()) {
            throw new GraphException(
                    name + ": the cotangent " + given.describe() + " does not match the output " + output.describe());
        }
        return given;
    }

    /** See {@link io.github.autograd4j.Autograd#apply}. */
    public static Tensor[] custom(String name, CustomFunction function, Tensor... inputs) {
        return CustomNode.apply(name, function, inputs);
    }
}
