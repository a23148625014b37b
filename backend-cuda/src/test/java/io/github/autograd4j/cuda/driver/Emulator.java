package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;

/** Where the build puts the emulated driver; tests that need it are skipped where there is no C++ compiler. */
final class Emulator {
    private Emulator() {}

    static Path folder() {
        Path folder = Path.of(System.getProperty("autograd.emulator", "target/cuda-emulator"))
                .toAbsolutePath();
        assumeThat(folder.resolve("lib12"))
                .as("the emulated driver is not built: no C++ compiler")
                .isDirectory();
        return folder;
    }
}
