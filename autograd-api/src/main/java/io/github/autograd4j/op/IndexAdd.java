package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/**
 * The first operand with the slices of the third added at the places along an axis that the one-dimensional index, the
 * second operand, names: the opposite of {@link IndexSelect}.
 *
 * @param axis the axis
 */
public record IndexAdd(int axis) implements Kernel {
    @Override
    public String name() {
        return "indexAdd";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        IndexSelect.check(name(), inputs[1]);
        long[] dims = inputs[0].shape().toArray();
        dims[axis] = inputs[1].shape().dim(0);
        if (!inputs[2].shape().equals(Shape.of(dims))) {
            throw new ShapeException(name() + ": the source does not fit: " + inputs[0].describe() + " and "
                    + inputs[2].describe() + " (axis " + axis + ": " + inputs[1].describe() + ")");
        }
        if (inputs[0].dtype() != inputs[2].dtype()) {
            throw new DTypeException(
                    name() + ": types differ: " + inputs[0].describe() + " and " + inputs[2].describe());
        }
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), inputs[0].shape())};
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.copy(inputs[0], outputs[0]);
        if (inputs[2].numel() > 0) {
            View index = IndexSelect.expanded(inputs[1], inputs[2].shape(), axis);
            backend.scatter(ScatterMode.ADD, inputs[2], index, axis, outputs[0]);
        }
    }
}
