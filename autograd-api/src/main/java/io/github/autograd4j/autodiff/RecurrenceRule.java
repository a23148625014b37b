package io.github.autograd4j.autodiff;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.RecurrentCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Back through the steps by one operation; the gradients of weights and bias are then one product and one sum over time. */
final class RecurrenceRule implements Rule {
    private static final int WEIGHTS = 1;
    private static final int STATES = 2;

    @Override
    public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
        Recurrence recurrence = (Recurrence) op;
        if (!recurrence.keeps()) {
            throw new IllegalStateException(op.name() + ": is recorded and does not keep what its gradient needs");
        }
        Arrays.fill(keep, WEIGHTS, STATES + recurrence.cell().states(), true);
        Arrays.fill(keep, inputs.length, keep.length, true);
    }

    @Override
    public Tensor[] backward(OpNode node, Tensor[] g) {
        Recurrence op = (Recurrence) node.op;
        RecurrentCell cell = op.cell();
        Edge[] edges = node.edges();
        int states = cell.states();
        List<Tensor> operands = new ArrayList<>();
        operands.add(node.saved(WEIGHTS));
        addCotangents(operands, node, g, 0, states);
        for (int slot = STATES; slot < STATES + states; slot++) {
            operands.add(node.saved(slot));
        }
        for (int k = 0; k < g.length; k++) {
            operands.add(node.saved(edges.length + k));
        }
        if (Arrays.stream(g).skip(states).anyMatch(each -> each != null)) {
            addCotangents(operands, node, g, states, g.length);
        }
        Tensor[] made = Dispatcher.applyAll(new RecurrenceGrad(op), operands.toArray(Tensor[]::new));
        Tensor ofProduct = made[made.length - states - 1];
        Tensor[] gradients = new Tensor[edges.length];
        gradients[0] = made[0];
        if (edges[WEIGHTS] != null) {
            Tensor before = before(op, node.saved(STATES), node.saved(edges.length));
            gradients[WEIGHTS] = ofProduct.flatten(0, 1).t().matmul(before.flatten(0, 1));
        }
        System.arraycopy(made, made.length - states, gradients, STATES, states);
        if (op.isBiased(edges.length) && edges[edges.length - 1] != null) {
            gradients[edges.length - 1] = ofProduct.sum(0, 1);
        }
        return gradients;
    }

    /** A cotangent that is not there is one 0 that is repeated. */
    private static void addCotangents(List<Tensor> operands, OpNode node, Tensor[] g, int from, int to) {
        Tensor h = node.saved(node.edges().length);
        for (int k = from; k < to; k++) {
            operands.add(
                    g[k] != null
                            ? g[k]
                            : Tensor.zeros(Shape.SCALAR, h.dtype(), h.device()).expand(h.shape()));
        }
    }

    /** The hidden state before each step. */
    private static Tensor before(Recurrence op, Tensor initial, Tensor h) {
        Tensor first = initial.unsqueeze(0);
        long others = h.size(0) - 1;
        return op.reverse()
                ? Tensor.cat(0, h.narrow(0, 1, others), first)
                : Tensor.cat(0, first, h.narrow(0, 0, others));
    }
}
