package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.launch.LostDeviceProgram;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a device that was lost, and who goes on; in a process of its own, which loses it for good. */
class LostDeviceTest {
    private static final List<String> LATER = List.of(
            "launch",
            "read",
            "backward",
            "allocate",
            "upload",
            "download",
            "from a neighbour",
            "to a neighbour",
            "synchronize");

    @TempDir
    Path root;

    private static String after(String output, String name) {
        return output.lines()
                .filter(line -> line.startsWith(name + " threw "))
                .map(line -> line.substring((name + " threw ").length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " did not throw:\n" + output));
    }

    private static String lost(String device, String reason) {
        return device + ": the device is lost since an earlier error (" + reason
                + "); the process must be restarted to use it again";
    }

    @Test
    void everyLaterUseSaysWhyAndOthersGoOn() throws Exception {
        String output = new Machine(root)
                .start(
                        List.of(
                                "-D" + SearchPath.PROPERTY + "="
                                        + Emulator.folder().resolve("lib12"),
                                "-Dautograd.memory.pool=false",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LostDeviceProgram.class.getName()),
                        "EMU_DEVICES=3",
                        "EMU_SCHEDULE=0",
                        "EMU_DEFERRED=0")
                .text();

        String launch = after(output, "first");
        assertThat(launch)
                .startsWith("exp: cuda:0: kernel pointwise_exp: CUDA_ERROR_LAUNCH_FAILED (719): ")
                .endsWith(
                        " (launched last: exp (pointwise_exp), before it sum (reduce_warp), before it mul (pointwise_mul)"
                                + ", before it fill (pointwise_fill))");
        for (String use : LATER) {
            assertThat(after(output, use)).isEqualTo(lost("cuda:0", launch));
        }
        assertThat(output).contains("scope and tensor closed\n");

        String illegal = after(output, "wait");
        assertThat(illegal)
                .startsWith("synchronize: cuda:1: CUDA_ERROR_ILLEGAL_ADDRESS (700): illegal memory access: ")
                .contains(" bytes past the end of 16 bytes at ")
                .contains(" in kernel pointwise_fill, block (0,0,0), thread (")
                .endsWith(" (launched last: fill (pointwise_fill))");
        assertThat(after(output, "later")).isEqualTo(lost("cuda:1", illegal));
        String same = after(output, "same");
        assertThat(same)
                .contains(": cuda:1: CUDA_ERROR_ILLEGAL_ADDRESS (700): ")
                .contains(" in kernel pointwise_fill, ");
        assertThat(after(output, "same, later")).isEqualTo(lost("cuda:1", same));
        assertThat(output).contains("handle and tensor closed\n");
        assertThat(after(output, "closed")).isEqualTo("cuda:1: the device was closed");

        assertThat(output).contains("neighbour 900.0\n").contains("host 1600.0\n");
    }
}
