package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/** Merges neighbouring axes into one; by default all but the first, the batch. */
public final class Flatten extends Layer {
    private final int first;
    private final int last;

    /** Creates a layer that keeps only the first axis. */
    public Flatten() {
        this(1, -1);
    }

    /**
     * Creates a layer.
     *
     * @param first the first axis to merge
     * @param last the last
     */
    public Flatten(int first, int last) {
        this.first = first;
        this.last = last;
    }

    @Override
    Tensor compute(Tensor x) {
        return x.flatten(first, last);
    }

    @Override
    protected String describe() {
        return "start_dim=" + first + ", end_dim=" + last;
    }
}
