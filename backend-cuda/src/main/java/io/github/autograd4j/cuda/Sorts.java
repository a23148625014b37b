package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.View;

/** Sorting along an axis. */
final class Sorts {
    private final Launcher launcher;

    Sorts(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(View input, int axis, boolean descending, View values, View indices) {
        throw new UnsupportedOperationException(
                "sort on " + launcher.gpu().properties().name());
    }
}
