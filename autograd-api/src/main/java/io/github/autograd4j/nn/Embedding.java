package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.IndexException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;

/**
 * Looks vectors up: integers of any shape to [shape …, width].
 *
 * <p>Parameter: {@code weight} [entries, width], at first normal with variance 1, the padding entry 0.
 */
public final class Embedding extends Layer {
    private static final long NONE = -1;

    private final long entries;
    private final long width;
    private final long padding;
    private final Slot weight;

    /**
     * Creates a layer without a padding entry.
     *
     * @param entries the number of vectors
     * @param width their length
     */
    public Embedding(long entries, long width) {
        this(entries, width, NONE, Rng.global());
    }

    /**
     * Creates a layer.
     *
     * @param entries the number of vectors
     * @param width their length
     * @param paddingIndex an entry that is 0 and gets no gradient, or −1 for none
     * @param rng makes the first values
     */
    @SuppressWarnings("try")
    public Embedding(long entries, long width, long paddingIndex, Rng rng) {
        if (paddingIndex < NONE || paddingIndex >= entries) {
            throw new IndexException("Embedding: no padding entry " + paddingIndex + " among " + entries);
        }
        this.entries = entries;
        this.width = width;
        this.padding = paddingIndex;
        Tensor values = Init.normal(Tensor.zeros(entries, width), 0, 1, rng);
        if (padding != NONE) {
            try (Restore ignored = Autograd.noGrad();
                    Tensor row = values.select(0, padding)) {
                row.fillAssign(0);
            }
        }
        this.weight = parameter("weight", values);
    }

    /**
     * Returns the vectors.
     *
     * @return a tensor of shape [entries, width]
     */
    public Tensor weight() {
        return weight.tensor();
    }

    @Override
    Tensor compute(Tensor index) {
        return Functional.embedding(index, weight.tensor(), padding);
    }

    @Override
    protected String describe() {
        return entries + ", " + width + (padding == NONE ? "" : ", padding_idx=" + padding);
    }
}
