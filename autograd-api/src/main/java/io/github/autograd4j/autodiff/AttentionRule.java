package io.github.autograd4j.autodiff;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.op.AttentionGrad;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Reduce;
import io.github.autograd4j.spi.ReduceOp;
import java.util.Arrays;
import java.util.List;

/** Queries, keys and values get their gradients together; the mask has none. */
final class AttentionRule implements Rule {
    @Override
    public int differentiableOutputs() {
        return 2;
    }

    @Override
    public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
        Arrays.fill(keep, true);
    }

    @Override
    public Tensor[] backward(OpNode node, Tensor[] g) {
        Edge[] edges = node.edges();
        if (edges.length > 3 && edges[3] != null) {
            throw node.undefined("has no gradient with respect to the mask");
        }
        Tensor out = node.saved(edges.length);
        Tensor cotangent = g[0] == null ? out.zerosLike() : g[0];
        Tensor delta = inner(cotangent, out);
        if (g[1] != null) {
            delta = delta.sub(g[1]);
        }
        AttentionGrad op = new AttentionGrad((Attention) node.op);
        Tensor q = node.saved(0);
        Tensor k = node.saved(1);
        Tensor v = node.saved(2);
        Tensor l = node.saved(edges.length + 1);
        Tensor[] gradients = edges.length > 3
                ? Dispatcher.applyAll(op, cotangent, q, k, v, l, delta, node.saved(3))
                : Dispatcher.applyAll(op, cotangent, q, k, v, l, delta);
        return Arrays.copyOf(gradients, edges.length);
    }

    /** Σ a∘b along the last axis, in the compute type. */
    private static Tensor inner(Tensor a, Tensor b) {
        DType compute = b.dtype().compute();
        Op sum = new Reduce(
                ReduceOp.SUM, Formulas.MUL.bind(compute, a.dtype(), b.dtype()).op(), List.of(b.rank() - 1), false);
        return Dispatcher.apply(sum, a, b);
    }
}
