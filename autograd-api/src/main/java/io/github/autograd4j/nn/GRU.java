package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.RecurrentCell;

/**
 * Gated recurrent units (Cho and others, 2014) over a sequence [time, batch, in], or without batch. With the gates
 * r, z = σ(W x + b + U h + d), each with its own rows of the weights, and n = tanh(W x + b + r·(U h + d)), a step makes
 * h = (1 − z)·n + z·h.
 *
 * <p>Parameters of layer k: {@code weight_ih_lk} [3·hidden, in] and {@code weight_hh_lk} [3·hidden, hidden], {@code
 * bias_ih_lk} and {@code bias_hh_lk} [3·hidden], the rows in the order r, z, n; with the suffix {@code _reverse} those of
 * the second direction. All are at first uniform in ±1/√hidden.
 */
public final class GRU extends Recurrent {
    /**
     * Creates one layer in one direction.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     */
    public GRU(long in, long hidden) {
        this(builder(in, hidden));
    }

    private GRU(RecurrentBuilder<GRU> builder) {
        super(RecurrentCell.GRU, builder);
    }

    /**
     * Starts layers.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     * @return the builder: one layer in one direction, with biases, time first, no dropout
     */
    public static RecurrentBuilder<GRU> builder(long in, long hidden) {
        return new RecurrentBuilder<>(in, hidden, GRU::new);
    }

    /**
     * Runs a sequence from the state 0; {@link #forward} returns the output alone.
     *
     * @param x of shape [time, batch, in], [batch, time, in] if so built, or [time, in]
     * @return the output and the last state, [layers · directions, batch, hidden] or without batch
     * @throws io.github.autograd4j.ShapeException if the shape does not fit
     */
    public RecurrentResult<Tensor> run(Tensor x) {
        return result(unroll(x));
    }

    /**
     * Runs a sequence.
     *
     * @param x of shape [time, batch, in], [batch, time, in] if so built, or [time, in]
     * @param initial the state to begin with, [layers · directions, batch, hidden] or without batch
     * @return the output and the last state
     * @throws io.github.autograd4j.ShapeException if the shapes do not fit
     */
    public RecurrentResult<Tensor> run(Tensor x, Tensor initial) {
        return result(unroll(x, initial));
    }

    private static RecurrentResult<Tensor> result(Tensor... results) {
        return new RecurrentResult<>(results[0], results[1]);
    }
}
