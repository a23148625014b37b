package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.View;

/**
 * Random elements; the same key and counter give the same ones on every device.
 *
 * @param distribution the distribution
 * @param key the key of the generator
 * @param counter the first block
 * @param dtype the element type
 * @param shape the shape
 */
public record Random(Distribution distribution, long key, long counter, DType dtype, Shape shape) implements Kernel {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return new TensorSpec[] {TensorSpec.of(dtype, shape)};
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.random(distribution, key, counter, outputs[0]);
    }
}
