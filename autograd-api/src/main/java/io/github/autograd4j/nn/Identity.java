package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/** Returns its operand. */
public final class Identity extends Layer {
    /** Creates the layer. */
    public Identity() {}

    @Override
    Tensor compute(Tensor x) {
        return x;
    }
}
