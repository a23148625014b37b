package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.View;

/** Products of matrices. */
final class MatMuls {
    private final Launcher launcher;

    MatMuls(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(View a, View b, View output, double alpha, double beta) {
        throw new UnsupportedOperationException(
                "matmul on " + launcher.gpu().properties().name());
    }
}
