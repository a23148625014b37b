package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.RecurrentCell;

/**
 * A recurrent layer without gates (Elman, 1990) over a sequence [time, batch, in], or without batch: a step makes
 * h = tanh(W x + b + U h + d), or max(0, …).
 *
 * <p>Parameters of layer k: {@code weight_ih_lk} [hidden, in] and {@code weight_hh_lk} [hidden, hidden], {@code
 * bias_ih_lk} and {@code bias_hh_lk} [hidden]; with the suffix {@code _reverse} those of the second direction. All are at
 * first uniform in ±1/√hidden.
 */
public final class RNN extends Recurrent {
    /**
     * Creates one layer in one direction with tanh.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     */
    public RNN(long in, long hidden) {
        this(Nonlinearity.TANH, builder(in, hidden));
    }

    private RNN(Nonlinearity nonlinearity, RecurrentBuilder<RNN> builder) {
        super(cell(nonlinearity), builder);
    }

    private static RecurrentCell cell(Nonlinearity nonlinearity) {
        return switch (nonlinearity) {
            case TANH -> RecurrentCell.RNN_TANH;
            case RELU -> RecurrentCell.RNN_RELU;
            default -> throw new IllegalArgumentException("RNN: expected TANH or RELU, got " + nonlinearity);
        };
    }

    /**
     * Starts layers with tanh.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     * @return the builder: one layer in one direction, with biases, time first, no dropout
     */
    public static RecurrentBuilder<RNN> builder(long in, long hidden) {
        return builder(in, hidden, Nonlinearity.TANH);
    }

    /**
     * Starts layers.
     *
     * @param in the number of elements of an input
     * @param hidden the number of elements of a state
     * @param nonlinearity {@link Nonlinearity#TANH} or {@link Nonlinearity#RELU}
     * @return the builder: one layer in one direction, with biases, time first, no dropout
     */
    public static RecurrentBuilder<RNN> builder(long in, long hidden, Nonlinearity nonlinearity) {
        return new RecurrentBuilder<>(in, hidden, builder -> new RNN(nonlinearity, builder));
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
