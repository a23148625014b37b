package io.github.autograd4j.nn;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/** Splits an axis into several. */
public final class Unflatten extends Layer {
    private final int axis;
    private final Shape sizes;

    /**
     * Creates a layer.
     *
     * @param axis the axis to split
     * @param sizes the sizes it becomes, whose product is its size
     */
    public Unflatten(int axis, long... sizes) {
        this.axis = axis;
        this.sizes = Shape.of(sizes);
    }

    @Override
    Tensor compute(Tensor x) {
        return x.unflatten(axis, sizes.toArray());
    }

    @Override
    protected String describe() {
        return "dim=" + axis + ", unflattened_size="
                + sizes.toString().replace('[', '(').replace(']', ')');
    }
}
