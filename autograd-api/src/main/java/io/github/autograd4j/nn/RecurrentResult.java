package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/**
 * What a recurrent layer makes of a sequence.
 *
 * @param output the hidden states of the last layer after each step, [time, batch, directions · hidden], or in the order
 *     of the input's axes; where there are two directions, the forward one's come first
 * @param last the state after the last step of each layer and direction: where the next part of the sequence goes on
 * @param <S> a tensor [layers · directions, batch, hidden], or of an {@link LSTM} two
 */
public record RecurrentResult<S>(Tensor output, S last) {}
