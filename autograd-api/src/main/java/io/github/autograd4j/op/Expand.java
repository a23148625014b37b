package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;

/**
 * Repeats along new axes and axes of size 1, without copying.
 *
 * @param shape the new shape
 */
public record Expand(Shape shape) implements ViewOp {
    @Override
    public String name() {
        return "expand";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        if (!shape.equals(Shape.broadcast(input.shape(), shape))) {
            throw new ShapeException("expand: " + input.describe() + " does not broadcast to " + shape);
        }
        return TensorSpec.of(input.dtype(), shape);
    }

    @Override
    public View apply(View input) {
        return input.expand(shape);
    }
}
