package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.View;
import java.util.List;

/**
 * The axes in another order.
 *
 * @param axes axis i of the result is this axis of the operand
 */
public record Permute(List<Integer> axes) implements ViewOp {
    @Override
    public String name() {
        return "permute";
    }

    @Override
    public TensorSpec infer(TensorSpec input) {
        int rank = input.shape().rank();
        long[] dims = new long[rank];
        boolean[] seen = new boolean[rank];
        boolean valid = axes.size() == rank;
        for (int i = 0; valid && i < rank; i++) {
            int axis = axes.get(i);
            valid = axis >= 0 && axis < rank && !seen[axis];
            if (valid) {
                seen[axis] = true;
                dims[i] = input.shape().dim(axis);
            }
        }
        if (!valid) {
            throw new ShapeException("permute: " + axes + " is not an order of the axes of " + input.describe());
        }
        return TensorSpec.of(input.dtype(), Shape.of(dims));
    }

    /**
     * Returns what undoes this.
     *
     * @return the inverse permutation
     */
    public Permute inverse() {
        Integer[] inverse = new Integer[axes.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[axes.get(i)] = i;
        }
        return new Permute(List.of(inverse));
    }

    /**
     * Tells whether this swaps the last two axes and moves no other.
     *
     * @return true for the transposition of matrices
     */
    public boolean isTransposition() {
        int rank = axes.size();
        for (int i = 0; i < rank; i++) {
            if (axes.get(i) != (i < rank - 2 ? i : 2 * rank - 3 - i)) {
                return false;
            }
        }
        return rank >= 2;
    }

    @Override
    public View apply(View input) {
        return input.permute(Axes.array(axes));
    }
}
