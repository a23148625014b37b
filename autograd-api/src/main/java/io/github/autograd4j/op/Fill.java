package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * A tensor of one value.
 *
 * @param value the value
 * @param dtype the element type
 * @param shape the shape
 */
public record Fill(double value, DType dtype, Shape shape) implements Kernel {
    @Override
    public String name() {
        return "full";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {TensorSpec.of(dtype, shape)};
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.fill(value, outputs[0]);
    }
}
