package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.cuda.kernel.SharedCacheProgram;
import io.github.autograd4j.launch.SumProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cache of kernels, used by several processes from the moment it does not exist yet. */
class SharedCacheTest {
    private static final int PROCESSES = 3;
    private static final int DIGEST = 32;

    @TempDir
    Path root;

    private Path cache() {
        return root.resolve("cache");
    }

    private List<Machine.Run> start(List<String> arguments, boolean numbered) throws Exception {
        List<Machine.Run> runs = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            List<String> all = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path")));
            all.addAll(arguments);
            if (numbered) {
                all.add(Integer.toString(i));
            }
            runs.add(new Machine(root).start(all));
        }
        return runs;
    }

    private List<Path> images() throws Exception {
        try (Stream<Path> files = Files.walk(cache())) {
            assertThat(files.filter(file -> file.toString().endsWith(".part"))).isEmpty();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertWhole(Path image) throws Exception {
        byte[] file = Files.readAllBytes(image);
        byte[] content = Arrays.copyOfRange(file, DIGEST, file.length);
        assertThat(MessageDigest.getInstance("SHA-256").digest(content)).isEqualTo(Arrays.copyOf(file, DIGEST));
    }

    @Test
    void allProcessesComputeTheSameFromACacheThatNobodyHasFilled() throws Exception {
        List<Machine.Run> runs = start(
                List.of(
                        "-D" + SearchPath.PROPERTY + "=" + Emulator.folder().resolve("lib12"),
                        "-D" + PrivateFolder.PROPERTY + "=" + cache(),
                        SumProgram.class.getName()),
                false);
        for (Machine.Run run : runs) {
            assertThat(run.text()).contains("sum 1200.0 gradient 1200.0");
        }
        List<Path> images = images().stream()
                .filter(file -> file.getFileName().toString().contains(".sm_"))
                .toList();
        assertThat(images).hasSizeGreaterThan(2);
        for (Path image : images) {
            assertWhole(image);
        }
    }

    @Test
    void imagesAreWholeForEveryProcessAtEveryMoment() throws Exception {
        Path meeting = Files.createDirectory(root.resolve("meeting"));
        List<Machine.Run> runs = start(
                List.of(
                        SharedCacheProgram.class.getName(),
                        cache().toString(),
                        meeting.toString(),
                        Integer.toString(PROCESSES)),
                true);
        for (Machine.Run run : runs) {
            assertThat(run.text()).contains("done");
        }
        assertThat(images()).hasSize(4);
        for (Path image : images()) {
            assertWhole(image);
        }
    }
}
