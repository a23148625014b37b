package io.github.autograd4j.nn;

import io.github.autograd4j.Rng;
import java.util.function.Function;

/**
 * The settings of a recurrent layer to be made: {@code LSTM.builder(128, 256).numLayers(2).batchFirst(true).build()}.
 *
 * @param <M> the layer
 */
public final class RecurrentBuilder<M extends Module> {
    final long in;
    final long hidden;
    int numLayers = 1;
    boolean bias = true;
    boolean batchFirst;
    double dropout;
    boolean bidirectional;
    Rng rng = Rng.global();

    private final Function<RecurrentBuilder<M>, M> maker;

    RecurrentBuilder(long in, long hidden, Function<RecurrentBuilder<M>, M> maker) {
        this.in = in;
        this.hidden = hidden;
        this.maker = maker;
    }

    /**
     * Sets how many layers there are, each but the first on the output of the one before.
     *
     * @param value how many
     * @return this
     */
    public RecurrentBuilder<M> numLayers(int value) {
        numLayers = value;
        return this;
    }

    /**
     * Chooses whether something is added to the gates.
     *
     * @param value false for none
     * @return this
     */
    public RecurrentBuilder<M> bias(boolean value) {
        bias = value;
        return this;
    }

    /**
     * Chooses the order of the axes of sequences; that of the states does not change.
     *
     * @param value true for [batch, time, …], false for [time, batch, …]
     * @return this
     */
    public RecurrentBuilder<M> batchFirst(boolean value) {
        batchFirst = value;
        return this;
    }

    /**
     * Sets how much of the output of each layer but the last is set to 0 in training.
     *
     * @param value the probability
     * @return this
     */
    public RecurrentBuilder<M> dropout(double value) {
        dropout = value;
        return this;
    }

    /**
     * Chooses whether each layer goes over the sequence a second time, from its end, with parameters of its own.
     *
     * @param value true for both directions
     * @return this
     */
    public RecurrentBuilder<M> bidirectional(boolean value) {
        bidirectional = value;
        return this;
    }

    /**
     * Sets what makes the first values, and the masks of dropout.
     *
     * @param generator the generator
     * @return this
     */
    public RecurrentBuilder<M> rng(Rng generator) {
        rng = generator;
        return this;
    }

    /**
     * Makes the layer.
     *
     * @return the layer
     * @throws IllegalArgumentException if there are no layers or no hidden elements, or the probability is none
     */
    public M build() {
        return maker.apply(this);
    }
}
