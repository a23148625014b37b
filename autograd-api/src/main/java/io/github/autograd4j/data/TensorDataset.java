package io.github.autograd4j.data;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.TensorImpl;
import java.util.Objects;

/** Samples that lie in two tensors, along their first axes; batches are gathered on their device. */
public final class TensorDataset implements Dataset {
    private final Tensor inputs;
    private final Tensor targets;
    private final int size;

    /**
     * Creates a data set.
     *
     * @param inputs a tensor of shape [n, …], which the data set owns from now on
     * @param targets a tensor of shape [n, …] on the same device, likewise
     * @throws ShapeException if their first axes differ
     */
    public TensorDataset(Tensor inputs, Tensor targets) {
        if (inputs.rank() == 0 || targets.rank() == 0 || inputs.size(0) != targets.size(0)) {
            throw new ShapeException(
                    "tensorDataset: the first axes differ: " + inputs.describe() + " and " + targets.describe());
        }
        this.inputs = TensorImpl.adopt(inputs);
        this.targets = TensorImpl.adopt(targets);
        this.size = Math.toIntExact(inputs.size(0));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    @SuppressWarnings("try")
    public Batch get(int... indices) {
        long[] positions = new long[indices.length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = Objects.checkIndex(indices[i], size);
        }
        try (Restore recording = Autograd.noGrad();
                Restore device = inputs.device().use();
                Tensor index = Tensor.of(positions)) {
            return new Batch(inputs.indexSelect(0, index), targets.indexSelect(0, index));
        }
    }
}
