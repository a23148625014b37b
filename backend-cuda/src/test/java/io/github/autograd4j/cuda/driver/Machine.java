package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A machine made of folders, with the emulator's libraries in them, and JVMs started on it. */
final class Machine {
    /** What would let the machine under the tests shine through. */
    private static final List<String> VARIABLES =
            List.of("CUDA_PATH", "CUDA_HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX", "JAVA_TOOL_OPTIONS");

    private final Path root;

    Machine(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    Path cache() {
        return root.resolve("cache");
    }

    /** The machine in this process, for what loads nothing. */
    Platform platform(Map<String, String> environment) {
        return new Platform(root, properties(root, cache()), environment);
    }

    static Properties properties(Path root, Path cache) {
        Properties properties = new Properties();
        for (String name : List.of("os.name", "os.arch", "user.name", "java.io.tmpdir")) {
            properties.setProperty(name, System.getProperty(name));
        }
        properties.setProperty("user.home", root.resolve("home").toString());
        properties.setProperty(PrivateFolder.PROPERTY, cache.toString());
        return properties;
    }

    static byte[] emulated(Library library, int version) throws IOException {
        String folder = "lib" + (library == Library.DRIVER ? 12 : version);
        return Files.readAllBytes(Emulator.folder().resolve(folder).resolve(library.fileName(version)));
    }

    /** Puts one of the emulator's libraries into a folder. */
    Path install(Library library, int version, String folder) throws IOException {
        return write(folder + "/" + library.fileName(version), emulated(library, version));
    }

    Path write(String file, byte[] content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, content);
    }

    /** A program that runs. */
    record Run(Process process, Path output) {
        /** Waits for the end, and returns what was printed. */
        String text() throws IOException, InterruptedException {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            String text = Files.readString(output);
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        }
    }

    /** Starts {@link LoadProgram} in a JVM of its own: what is once loaded stays loaded. */
    Run start(String... environment) throws IOException {
        return start(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadProgram.class.getName(),
                        root.toString(),
                        cache().toString()),
                environment);
    }

    Run start(List<String> arguments, String... environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        File output = File.createTempFile("output", ".txt", root.toFile());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeAll(VARIABLES);
        for (String variable : environment) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return new Run(builder.start(), output.toPath());
    }
}
