package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.Distribution;
import io.github.autograd4j.spi.View;

/** Random elements. */
final class Randoms {
    private final Launcher launcher;

    Randoms(Launcher launcher) {
        this.launcher = launcher;
    }

    void run(Distribution distribution, long key, long counter, View output) {
        throw new UnsupportedOperationException(
                "random on " + launcher.gpu().properties().name());
    }
}
