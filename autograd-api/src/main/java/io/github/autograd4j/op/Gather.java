package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * Picks, for each position of the index (second operand), the element of the first operand that lies there but for the
 * index' value along the axis.
 *
 * @param axis the axis
 */
public record Gather(int axis) implements Kernel {
    @Override
    public String name() {
        return "gather";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        check(name(), inputs[0], inputs[1], axis);
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), inputs[1].shape())};
    }

    static void check(String name, TensorSpec input, TensorSpec index, int axis) {
        if (index.dtype() != DType.INT64) {
            throw new DTypeException(name + ": the index must be int64, got " + index.describe());
        }
        boolean fits = input.shape().rank() == index.shape().rank();
        for (int i = 0; fits && i < input.shape().rank(); i++) {
            fits = i == axis || index.shape().dim(i) <= input.shape().dim(i);
        }
        if (!fits) {
            throw new ShapeException(name + ": the index does not fit: " + input.describe() + " and " + index.describe()
                    + " (axis " + axis + "; other axes must not be larger)");
        }
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.gather(inputs[0], inputs[1], axis, outputs[0]);
    }
}
