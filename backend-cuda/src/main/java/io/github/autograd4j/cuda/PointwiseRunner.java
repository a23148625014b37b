package io.github.autograd4j.cuda;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/** A way to run pointwise programs. */
interface PointwiseRunner {
    /** See {@link io.github.autograd4j.spi.Backend#pointwise}. */
    void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs);
}
