package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;

/** Running sums and products along an axis. */
final class Scans {
    private final Launcher launcher;

    Scans(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(ScanOp op, View input, int axis, View output) {
        throw new UnsupportedOperationException(
                "scan on " + launcher.gpu().properties().name());
    }
}
