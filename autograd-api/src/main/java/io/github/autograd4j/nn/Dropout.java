package io.github.autograd4j.nn;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;

/** In training sets elements to 0 with probability p and scales the others by 1/(1 − p); rests in evaluation. */
public final class Dropout extends Layer {
    private final double p;
    private final Rng rng;

    /**
     * Creates a layer.
     *
     * @param p the probability, from 0 to 1
     */
    public Dropout(double p) {
        this(p, Rng.global());
    }

    /**
     * Creates a layer.
     *
     * @param p the probability, from 0 to 1
     * @param rng where the masks come from
     */
    public Dropout(double p, Rng rng) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("Dropout: the probability must be from 0 to 1, got " + p);
        }
        this.p = p;
        this.rng = rng;
    }

    @Override
    Tensor compute(Tensor x) {
        return Functional.dropout(x, p, isTraining(), rng);
    }

    @Override
    protected String describe() {
        return "p=" + Repr.number(p) + ", inplace=False";
    }
}
