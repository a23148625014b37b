package io.github.autograd4j.data;

import java.util.stream.IntStream;

/** Samples by number: inputs and what is to be learnt of them. May be read by several threads. */
public interface Dataset {
    /**
     * Returns the number of samples.
     *
     * @return how many
     */
    int size();

    /**
     * Fetches samples.
     *
     * @param indices their numbers, from 0 to size − 1, at least one
     * @return the samples in this order; new tensors, on any device
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    Batch get(int... indices);

    /**
     * Fetches samples as they are to be seen in an epoch: random transforms depend on it.
     *
     * @param epoch the number of the pass through the data
     * @param indices the numbers of the samples
     * @return the samples in this order
     */
    default Batch get(long epoch, int[] indices) {
        return get(indices);
    }

    /**
     * Fetches all samples.
     *
     * @return the whole data set as one batch
     */
    default Batch all() {
        return get(IntStream.range(0, size()).toArray());
    }
}
