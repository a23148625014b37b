package io.github.autograd4j.cuda;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/** A way to run pointwise programs. */
interface PointwiseRunner {
    /** See {@link io.github.autograd4j.spi.Backend#pointwise}. */
    void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs);

    /** Loads what {@link #run} needs for these operands, so that it cannot run out of memory. */
    void prepare(PointwiseProgram program, View[] inputs, View[] outputs);
}
