package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.View;

/** Elements picked by an index. */
final class Gathers {
    private final Launcher launcher;

    Gathers(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(View input, View index, int axis, View output) {
        throw new UnsupportedOperationException(
                "gather on " + launcher.gpu().properties().name());
    }
}
