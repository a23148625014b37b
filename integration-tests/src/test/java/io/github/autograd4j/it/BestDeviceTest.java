package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which device is the best on a machine whose GPU cannot be used; it is an emulated one. */
class BestDeviceTest {
    private static OtherJvm run(Map<String, String> environment) throws Exception {
        Path libraries = Path.of(System.getProperty("autograd.emulator", "no such folder"), "lib12");
        assumeThat(libraries)
                .as("the emulated driver is not built: no C++ compiler")
                .isDirectory();
        String[] options = {
            "-Dautograd.cuda.libraries=" + libraries, "-cp", System.getProperty("java.class.path"),
        };
        return OtherJvm.run(environment, BestDeviceProgram.class, options);
    }

    @Test
    void isTheGpuThatStarts() throws Exception {
        assertThat(run(Map.of()).line("best")).isEqualTo("best cuda:0, again cuda:0");
    }

    @Test
    void isAnotherThanTheGpuThatDoesNotStart() throws Exception {
        OtherJvm run = run(Map.of("EMU_BUSY", "1"));
        assertThat(run.line("best")).isEqualTo("best cpu, again cpu");
        assertThat(run.line("cuda:0")).contains(" does not start: ", "CUDA_ERROR_DEVICE_UNAVAILABLE (46)");
        assertThat(run.output() + run.errors()).containsOnlyOnce("looking for another device");
    }

    @Test
    void isAnotherThanTheGpuThatIsTooOld() throws Exception {
        OtherJvm run = run(Map.of("EMU_CAPABILITY", "61"));
        assertThat(run.line("best")).isEqualTo("best cpu, again cpu");
        assertThat(run.line("cuda"))
                .endsWith("cuda:0 cannot be used: Emulated CUDA Device has compute capability 6.1, 7.5 is needed");
    }
}
