package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * The elements in order along an axis, and where each was; stable, NaN counts as the largest.
 *
 * @param axis the axis
 * @param descending the largest first
 */
public record Sort(int axis, boolean descending) implements Kernel {
    @Override
    public String name() {
        return "sort";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {
            TensorSpec.of(inputs[0].dtype(), inputs[0].shape()), TensorSpec.of(DType.INT64, inputs[0].shape())
        };
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.sort(inputs[0], axis, descending, outputs[0], outputs[1]);
    }
}
