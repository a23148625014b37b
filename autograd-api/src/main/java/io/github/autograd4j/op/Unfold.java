package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/**
 * A window that slides along an axis; the positions in the window become a new last axis.
 *
 * @param axis the axis
 * @param size the size of the window
 * @param step the distance between windows
 */
public record Unfold(int axis, long size, long step) implements ViewOp {
    @Override
    public String name() {
        return "unfold";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        Shape shape = input.shape();
        if (size < 1 || step < 1 || size > shape.dim(axis)) {
            throw new ShapeException("unfold: a window of " + size + " by steps of " + step + " does not fit axis "
                    + axis + " of " + input.describe());
        }
        long[] dims = Arrays.copyOf(shape.toArray(), shape.rank() + 1);
        dims[axis] = (dims[axis] - size) / step + 1;
        dims[shape.rank()] = size;
        return TensorSpec.of(input.dtype(), Shape.of(dims));
    }

    @Override
    public View apply(View input) {
        return input.unfold(axis, size, step);
    }
}
