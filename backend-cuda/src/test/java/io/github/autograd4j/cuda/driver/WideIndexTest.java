package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.launch.SumProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose kernels count in 64 bits, as the property says. */
class WideIndexTest {
    @TempDir
    Path root;

    @Test
    void everyKernelIsWide() throws Exception {
        String output = new Machine(root)
                .start(List.of(
                        "-D" + SearchPath.PROPERTY + "=" + Emulator.folder().resolve("lib12"),
                        "-Dautograd.cuda.wide=true",
                        "-Dautograd.cuda.sources=" + root,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SumProgram.class.getName()))
                .text();
        assertThat(output).contains("sum 1200.0 gradient 1200.0");
        List<String> sources = sources();
        assertThat(sources).anyMatch(source -> source.contains(" pointwise_"));
        assertThat(sources).anyMatch(source -> source.contains(" reduce_"));
        assertThat(sources).allMatch(source -> source.contains("long long Index;"));
    }

    private List<String> sources() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.filter(file -> file.toString().endsWith(".cu"))
                    .map(WideIndexTest::text)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
