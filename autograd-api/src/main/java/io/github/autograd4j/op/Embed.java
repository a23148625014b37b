package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * A tensor of one value, but for a window in which the operand lies: the opposite of a view, and its gradient. With a
 * slice it is padding.
 *
 * @param window where in the result the operand lies; its elements must not overlap
 * @param shape the result's shape
 * @param value the value outside
 */
public record Embed(ViewOp window, Shape shape, double value) implements Kernel {
    @Override
    public String name() {
        return "embed";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec result = TensorSpec.of(inputs[0].dtype(), shape);
        if (!window.infer(result).shape().equals(inputs[0].shape())) {
            throw new ShapeException("embed: " + inputs[0].describe() + " does not fill the window " + window + " of "
                    + result.describe());
        }
        return new TensorSpec[] {result};
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        backend.fill(value, outputs[0]);
        if (inputs[0].numel() > 0) {
            backend.copy(inputs[0], window.apply(outputs[0]));
        }
    }
}
