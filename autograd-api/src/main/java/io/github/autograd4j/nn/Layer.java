package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;

/** A module of this library that maps one tensor to one, wherever it is used seen by {@link Summary}. */
abstract class Layer extends Module {
    Layer() {}

    @Override
    public final Tensor forward(Tensor input) {
        Tensor output = compute(input);
        Trace.report(this, output);
        return output;
    }

    abstract Tensor compute(Tensor x);
}
