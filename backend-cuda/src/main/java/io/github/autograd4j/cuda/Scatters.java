package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.ScatterMode;
import io.github.autograd4j.spi.View;

/** Elements put by an index. */
final class Scatters {
    private final Launcher launcher;

    Scatters(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(ScatterMode mode, View source, View index, int axis, View target) {
        throw new UnsupportedOperationException(
                "scatter on " + launcher.gpu().properties().name());
    }
}
