package io.github.autograd4j.cuda;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** Reductions of some axes. */
final class Reductions {
    private final Launcher launcher;

    Reductions(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        throw new UnsupportedOperationException(
                "reduce on " + launcher.gpu().properties().name());
    }
}
