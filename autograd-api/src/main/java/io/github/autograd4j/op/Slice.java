package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;

/**
 * Some of the positions along an axis.
 *
 * @param axis the axis
 * @param start the first position
 * @param length how many
 * @param step the distance between them, at least 1
 */
public record Slice(int axis, long start, long length, long step) implements ViewOp {
    @Override
    public String name() {
        return "slice";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        long size = input.shape().dim(axis);
        if (step < 1) {
            throw new ShapeException("slice: the step must be at least 1, got " + step);
        }
        if (start < 0 || length < 0 || start > size || length > 0 && start + (length - 1) * step >= size) {
            throw new ShapeException("slice: " + length + " positions from " + start + " by " + step + " exceed axis "
                    + axis + " of " + input.describe());
        }
        long[] dims = input.shape().toArray();
        dims[axis] = length;
        return TensorSpec.of(input.dtype(), Shape.of(dims));
    }

    @Override
    public View apply(View input) {
        return input.slice(axis, start, length, step);
    }
}
