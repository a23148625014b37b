package io.github.autograd4j.data;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;

/**
 * Some samples of a data set. The tensors belong to whoever asked for them.
 *
 * @param inputs a tensor whose first axis runs over the samples
 * @param targets a tensor whose first axis runs over the samples
 */
public record Batch(Tensor inputs, Tensor targets) implements AutoCloseable {
    /**
     * Returns the number of samples.
     *
     * @return the size of the first axis
     */
    public int size() {
        return Math.toIntExact(inputs.size(0));
    }

    /**
     * Returns this batch on a device.
     *
     * @param device where to
     * @return the same tensors if they are there, else copies
     */
    public Batch to(Device device) {
        return new Batch(inputs.to(device), targets.to(device));
    }

    /** Gives the tensors up. */
    @Override
    public void close() {
        inputs.close();
        targets.close();
    }
}
