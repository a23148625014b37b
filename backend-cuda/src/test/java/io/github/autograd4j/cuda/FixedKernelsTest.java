package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.cuda.kernel.KernelCache;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The PTX that is packed was made of the present sources. */
class FixedKernelsTest {
    /** Where {@code scripts/aot-kernels} wants the sources. */
    private static final String WANTED = "autograd.cuda.fixedSources";

    private static final String FOLDER = "kernel/ptx/";

    private static String resource(String file) throws IOException {
        try (InputStream stream = FixedKernels.class.getResourceAsStream(FOLDER + file)) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        FixedSources.all().forEach((name, source) -> digests.put(name, KernelCache.digest(source)));
        return digests;
    }

    @Test
    void areThoseOfTheirSources() throws IOException {
        Map<String, String> packed = new TreeMap<>();
        resource("index").lines().forEach(line -> packed.put(line.split(" ")[1], line.split(" ")[0]));
        assertThat(packed)
                .as(
                        "kernels compiled beforehand are not those of the sources: run scripts/aot-kernels, which needs nvcc")
                .isEqualTo(digests());
    }

    @Test
    void sayWhatTheyWereMadeOf() throws IOException {
        for (Map.Entry<String, String> kernel : digests().entrySet()) {
            String text = resource(kernel.getKey() + ".ptx");
            assertThat(text).startsWith("// source " + kernel.getValue() + "\n");
            assertThat(text.lines()).contains(".version 8.0", ".target sm_75");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = WANTED, matches = ".+")
    void leaveTheirSources() throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty(WANTED)));
        for (Map.Entry<String, String> kernel : FixedSources.all().entrySet()) {
            Files.writeString(folder.resolve(kernel.getKey() + ".cu"), kernel.getValue());
        }
    }
}
