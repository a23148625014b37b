package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.PointwiseVjp;
import io.github.autograd4j.op.ProgramPieces;

/** Element-wise operations: the derivative of the program, which also says what to save. */
final class PointwiseRule implements Rule {
    static final PointwiseRule INSTANCE = new PointwiseRule();

    private PointwiseRule() {}

    @Override
    public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
        PointwiseProgram program = ((Pointwise) op).program();
        long present = (1L << outputs.length) - 1;
        PointwiseVjp vjp = program.vjp(needs(edges), present, wide(edges, outputs[0]));
        PointwiseProgram backward = vjp.program();
        for (int k = 0; k < backward.inputCount(); k++) {
            if (vjp.input(k) >= 0) {
                keep[vjp.input(k)] = true;
            } else if (vjp.output(k) >= 0) {
                keep[inputs.length + vjp.output(k)] = true;
            }
        }
    }

    private static long needs(Edge[] edges) {
        long needs = 0;
        for (int i = 0; i < edges.length; i++) {
            needs |= edges[i] == null ? 0 : 1L << i;
        }
        return needs;
    }

    /** Half types that were broadcast are summed in float32 and rounded once. */
    private static long wide(Edge[] edges, Tensor output) {
        long wide = 0;
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != null
                    && edges[i].dtype().byteSize() == 2
                    && !edges[i].shape().equals(output.shape())) {
                wide |= 1L << i;
            }
        }
        return wide;
    }

    @Override
    public Tensor[] backward(OpNode node, Tensor[] g) {
        Pointwise op = (Pointwise) node.op;
        Edge[] edges = node.edges();
        long present = 0;
        Tensor any = null;
        for (int k = 0; k < g.length; k++) {
            if (g[k] != null) {
                present |= 1L << k;
                any = g[k];
            }
        }
        PointwiseVjp vjp = op.program().vjp(needs(edges), present, wide(edges, any));
        PointwiseProgram program = vjp.program();
        Tensor[] gradients = new Tensor[edges.length];
        if (program.outputCount() > 0) {
            Tensor[] inputs = new Tensor[program.inputCount()];
            for (int k = 0; k < inputs.length; k++) {
                int cotangent = vjp.cotangent(k);
                int input = vjp.input(k);
                inputs[k] =
                        cotangent >= 0 ? g[cotangent] : node.saved(input >= 0 ? input : edges.length + vjp.output(k));
            }
            Tensor[] outputs = ProgramPieces.apply(program.op(op.scalars()), inputs);
            for (int i = 0; i < edges.length; i++) {
                if (edges[i] != null && vjp.gradientOf(i) >= 0) {
                    gradients[i] = outputs[vjp.gradientOf(i)];
                }
            }
        }
        if (!op.program().isDerived()) {
            for (int i = 0; i < edges.length; i++) {
                if (edges[i] != null && gradients[i] == null) {
                    gradients[i] = Tensor.zeros(edges[i].shape(), edges[i].dtype(), edges[i].runtime.device());
                }
            }
        }
        return gradients;
    }
}
