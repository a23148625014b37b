package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;

/**
 * The diagonal of two axes, as a new last axis in their place.
 *
 * @param shift how far right of the main diagonal; negative is below
 * @param axis1 the axis that runs down
 * @param axis2 the axis that runs right
 */
public record Diagonal(long shift, int axis1, int axis2) implements ViewOp {
    @Override
    public String name() {
        return "diagonal";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        if (axis1 == axis2) {
            throw new ShapeException("diagonal: the axes must differ, got " + axis1 + " twice for " + input.describe());
        }
        Shape shape = input.shape();
        long[] dims = new long[shape.rank() - 1];
        int at = 0;
        for (int i = 0; i < shape.rank(); i++) {
            if (i != axis1 && i != axis2) {
                dims[at++] = shape.dim(i);
            }
        }
        dims[at] = Math.max(0, Math.min(shape.dim(axis1) - Math.max(-shift, 0), shape.dim(axis2) - Math.max(shift, 0)));
        return TensorSpec.of(input.dtype(), Shape.of(dims));
    }

    @Override
    public View apply(View input) {
        return input.diagonal(shift, axis1, axis2);
    }
}
