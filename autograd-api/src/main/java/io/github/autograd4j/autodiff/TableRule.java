package io.github.autograd4j.autodiff;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;

/** A row of a gradient table: a lambda for each operand, and what it reads. */
final class TableRule<O extends Op> implements Rule {
    /** The gradient of one operand. */
    interface Gradient<O extends Op> {
        /** Returns the gradient, from the cotangent of the first result; null if there is none. */
        Tensor of(Tensor g, Context<O> c);
    }

    /** One operand's entry: its gradient, and which tensors that reads. */
    record Input<O extends Op>(int[] inputs, int[] outputs, Gradient<O> gradient) {
        /** Declares that the gradient reads these operands. */
        Input<O> saving(int... operands) {
            return new Input<>(operands, outputs, gradient);
        }

        /** Declares that the gradient reads these results. */
        Input<O> savingOut(int... results) {
            return new Input<>(inputs, results, gradient);
        }
    }

    private final Class<O> type;
    private final int differentiableOutputs;
    private final Input<O>[] rows; // the last stands for all further operands

    TableRule(Class<O> type, int differentiableOutputs, Input<O>[] rows) {
        this.type = type;
        this.differentiableOutputs = differentiableOutputs;
        this.rows = rows;
    }

    @Override
    public int differentiableOutputs() {
        return differentiableOutputs;
    }

    private Input<O> row(int operand) {
        return rows[Math.min(operand, rows.length - 1)];
    }

    @Override
    public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != null) {
                for (int input : row(i).inputs) {
                    if (input < inputs.length) {
                        keep[input] = true;
                    }
                }
                for (int output : row(i).outputs) {
                    keep[inputs.length + output] = true;
                }
            }
        }
    }

    @Override
    public Tensor[] backward(OpNode node, Tensor[] g) {
        Edge[] edges = node.edges();
        Tensor[] gradients = new Tensor[edges.length];
        O op = type.cast(node.op);
        for (int i = 0; i < edges.length; i++) {
            if (edges[i] != null) {
                if (row(i).gradient == null) {
                    throw node.undefined("has no gradient with respect to operand " + i);
                }
                gradients[i] = row(i).gradient.of(g[0], new Context<>(node, op, g, i));
            }
        }
        return gradients;
    }
}
