package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.RecurrentCell;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997; with forget gate, Gers and others, 2000) over a sequence
 * [time, batch, in], or without batch. With the gates i, f, o = σ(W x + b + U h + d) and g = tanh(W x + b + U h + d),
 * each with its own rows of the weights, a step makes c = f·c + i·g and h = o·tanh c.
 *
 * <p>Parameters of layer k: {@code weight_ih_lk} [4·hidden, in] and {@code weight_hh_lk} [4·hidden, hidden], {@code
 * bias_ih_lk} and {@code bias_hh_lk} [4·hidden], the rows in the order i, f, g, o; with the suffix {@code _reverse} those
 * of the second direction. All are at first uniform in ±1/√hidden.
 */
public final class LSTM extends Recurrent {
    /**
     * The state of an LSTM: of all layers and directions, [layers · directions, batch, hidden] or without batch.
     *
     * @param h the hidden states
     * @param c the cell states
     */
    public record State(Tensor h, Tensor c) {}

    /**
     * Creates one layer in one direction.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     */
    public LSTM(long in, long hidden) {
        this(builder(in, hidden));
    }

    private LSTM(RecurrentBuilder<LSTM> builder) {
        super(RecurrentCell.LSTM, builder);
    }

    /**
     * Starts layers.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     * @return the builder: one layer in one direction, with biases, time first, no dropout
     */
    public static RecurrentBuilder<LSTM> builder(long in, long hidden) {
        return new RecurrentBuilder<>(in, hidden, LSTM::new);
    }

    /**
     * Runs a sequence from the state 0; {@link #forward} returns the output alone.
     *
     * @param x of shape [time, batch, in], [batch, time, in] if so built, or [time, in]
     * @return the output and the last state
     * @throws io.github.autograd4j.ShapeException if the shape does not fit
     */
    public RecurrentResult<State> run(Tensor x) {
        return result(unroll(x));
    }

    /**
     * Runs a sequence.
     *
     * @param x of shape [time, batch, in], [batch, time, in] if so built, or [time, in]
     * @param initial the state to begin with
     * @return the output and the last state
     * @throws io.github.autograd4j.ShapeException if the shapes do not fit
     */
    public RecurrentResult<State> run(Tensor x, State initial) {
        return result(unroll(x, initial.h, initial.c));
    }

    private static RecurrentResult<State> result(Tensor... results) {
        return new RecurrentResult<>(results[0], new State(results[1], results[2]));
    }
}
