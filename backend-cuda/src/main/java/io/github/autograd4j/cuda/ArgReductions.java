package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.View;

/** Positions of extremes along an axis. */
final class ArgReductions {
    private final Launcher launcher;

    ArgReductions(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(ArgReduceOp op, View input, int axis, View output) {
        throw new UnsupportedOperationException(
                "argReduce on " + launcher.gpu().properties().name());
    }
}
