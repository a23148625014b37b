package io.github.autograd4j.nn;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.RecurrentCell;
import java.util.ArrayList;
import java.util.List;

/** What recurrent layers share: settings, parameters, and the way through layers and directions. */
abstract class Recurrent extends Layer {
    private final RecurrentCell cell;
    private final long in;
    private final long hidden;
    private final int numLayers;
    private final int directions;
    private final boolean bias;
    private final boolean batchFirst;
    private final double dropout;
    private final Rng rng;
    private final List<RecurrentWeights> weights = new ArrayList<>(); // of each layer its directions

    Recurrent(RecurrentCell cell, RecurrentBuilder<?> builder) {
        this.cell = cell;
        this.in = builder.in;
        this.hidden = builder.hidden;
        this.numLayers = builder.numLayers;
        this.directions = builder.bidirectional ? 2 : 1;
        this.bias = builder.bias;
        this.batchFirst = builder.batchFirst;
        this.dropout = builder.dropout;
        this.rng = builder.rng;
        if (hidden < 1 || numLayers < 1) {
            throw new IllegalArgumentException(
                    name() + ": " + numLayers + " layers of " + hidden + " hidden elements; at least 1 is needed");
        }
        if (!(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException(
                    name() + ": the probability of dropout must be from 0 to 1, got " + dropout);
        }
        for (int layer = 0; layer < numLayers; layer++) {
            long width = layer == 0 ? in : hidden * directions;
            for (int direction = 0; direction < directions; direction++) {
                String suffix = "_l" + layer + (direction == 1 ? "_reverse" : "");
                weights.add(RecurrentWeights.in(this, suffix, cell, width, hidden, bias, rng));
            }
        }
    }

    @Override
    final Tensor compute(Tensor x) {
        return unroll(x)[0];
    }

    /**
     * Runs a sequence.
     *
     * @param initial the states to begin with, each [layers · directions, batch, hidden]; none for zeros
     * @return the output, then the last states in the same form
     */
    final Tensor[] unroll(Tensor x, Tensor... initial) {
        boolean single = x.rank() == 2;
        check(x, initial);
        DType type = DType.promote(x.dtype(), weights.get(0).dtype());
        Tensor sequence = x.to(type.compute());
        if (single) {
            sequence = sequence.unsqueeze(1);
        } else if (batchFirst) {
            sequence = sequence.transpose(0, 1);
        }
        Tensor[] begin = new Tensor[initial.length];
        for (int s = 0; s < begin.length; s++) {
            begin[s] = (single ? initial[s].unsqueeze(1) : initial[s]).to(type.compute());
        }
        Tensor[][] last = new Tensor[cell.states()][weights.size()];
        for (int layer = 0; layer < numLayers; layer++) {
            Tensor input = layer == 0 ? sequence : Functional.dropout(sequence, dropout, isTraining(), rng);
            Tensor[] outputs = new Tensor[directions];
            for (int direction = 0; direction < directions; direction++) {
                int number = layer * directions + direction;
                Tensor[] states = weights.get(number).run(direction == 1, input, initial(input, number, begin));
                outputs[direction] = states[0];
                for (int s = 0; s < states.length; s++) {
                    last[s][number] = states[s].select(0, direction == 1 ? 0 : -1);
                }
            }
            sequence = directions == 1 ? outputs[0] : Tensor.cat(2, outputs);
        }
        Tensor[] results = new Tensor[1 + last.length];
        results[0] = single ? sequence.squeeze(1) : batchFirst ? sequence.transpose(0, 1) : sequence;
        for (int s = 0; s < last.length; s++) {
            Tensor all = Tensor.stack(0, last[s]);
            results[1 + s] = single ? all.squeeze(1) : all;
        }
        for (int i = 0; i < results.length; i++) {
            results[i] = results[i].to(type);
        }
        return results;
    }

    private Tensor[] initial(Tensor input, int number, Tensor... begin) {
        Tensor[] states = new Tensor[cell.states()];
        for (int s = 0; s < states.length; s++) {
            states[s] = begin.length == 0
                    ? Tensor.zeros(Shape.of(input.size(1), hidden), input.dtype(), input.device())
                    : begin[s].select(0, number);
        }
        return states;
    }

    private void check(Tensor x, Tensor... initial) {
        if (x.rank() != 3 && x.rank() != 2 || x.size(-1) != in) {
            throw new ShapeException(name() + ": expected " + (batchFirst ? "[batch, time, " : "[time, batch, ") + in
                    + "] or [time, " + in + "], got " + x.describe());
        }
        if (!x.dtype().isFloating()) {
            throw new DTypeException(name() + ": expected a floating type, got " + x.describe());
        }
        Shape state = x.rank() == 2
                ? Shape.of(weights.size(), hidden)
                : Shape.of(weights.size(), x.size(batchFirst ? 0 : 1), hidden);
        for (Tensor each : initial) {
            if (!each.shape().equals(state)) {
                throw new ShapeException(name() + ": expected an initial state " + state + " for " + x.describe()
                        + ", got " + each.describe());
            }
        }
    }

    @Override
    protected final String describe() {
        return in + ", " + hidden
                + (numLayers == 1 ? "" : ", num_layers=" + numLayers)
                + (bias ? "" : ", bias=False")
                + (batchFirst ? ", batch_first=True" : "")
                + (dropout == 0 ? "" : ", dropout=" + Repr.number(dropout))
                + (directions == 1 ? "" : ", bidirectional=True");
    }
}
