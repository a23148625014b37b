package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.launch.SumProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that finds no NVRTC, or may not use it. */
class WithoutCompilerTest {
    @TempDir
    Path root;

    private String run(Path libraries, String... environment) throws IOException, InterruptedException {
        return new Machine(root)
                .start(
                        List.of(
                                "-D" + SearchPath.PROPERTY + "=" + libraries,
                                "-Dautograd.cuda.nvrtc=off",
                                "-Dautograd.cuda.sources=" + root,
                                "-cp",
                                System.getProperty("java.class.path"),
                                SumProgram.class.getName()),
                        environment)
                .text();
    }

    @Test
    void runsWhatIsPackedAndSaysThatItIsSlow() throws Exception {
        assertThat(run(Emulator.folder().resolve("lib12"), "EMU_SOURCES=" + root))
                .contains("cuda: 1 device; slow, ")
                .contains("there is no compiler: switched off by the property autograd.cuda.nvrtc; install NVRTC")
                .contains("sum 1200.0 gradient 1200.0");
    }
}
