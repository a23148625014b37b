package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/**
 * The first operand with the elements of the third put where the index, the second operand, says: the opposite of
 * {@link Gather}.
 *
 * @param mode whether they replace or add
 * @param axis the axis
 */
public record Scatter(ScatterMode mode, int axis) implements Kernel {
    @Override
    public String name() {
        return mode == ScatterMode.ADD ? "scatterAdd" : "scatter";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        Gather.check(name(), inputs[0], inputs[1], axis);
        if (!inputs[1].shape().equals(inputs[2].shape())) {
            throw new ShapeException(name() + ": the source must have the index' shape: " + inputs[2].describe()
                    + " and " + inputs[1].describe());
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
        if (inputs[1].numel() > 0) {
            backend.scatter(mode, inputs[2], inputs[1], axis, outputs[0]);
        }
    }
}
