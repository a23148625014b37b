package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;

/**
 * The same elements in another shape: a view where strides allow it, else of a copy.
 *
 * @param shape the new shape, of as many elements
 */
public record Reshape(Shape shape) implements ViewOp {
    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        if (shape.numel() != input.shape().numel()) {
            throw new ShapeException("reshape: " + input.describe() + " does not fit into " + shape + " ("
                    + input.shape().numel() + " vs " + shape.numel() + " elements)");
        }
        return TensorSpec.of(input.dtype(), shape);
    }

    @Override
    public View apply(View input) {
        return input.reshape(shape);
    }
}
