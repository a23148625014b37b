package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The same program in other JVMs: on the module path, without the Vector API, with other numbers of threads. */
class LaunchTest {
    private record Run(String output, String errors) {
        String line(String start) {
            return output.lines()
                    .filter(l -> l.startsWith(start))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line '" + start + "' in:\n" + output + errors));
        }

        double[] losses() {
            return Arrays.stream(line("losses ").split(" "))
                    .skip(1)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String place(String type) {
        try {
            return place(Class.forName(type));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String libraries() {
        return String.join(
                File.pathSeparator,
                place(Tensor.class),
                place("io.github.autograd4j.cpu.CpuProvider"),
                place("org.slf4j.Logger"));
    }

    private static Run launch(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.add(LaunchProgram.class.getName());
        Path out = java.nio.file.Files.createTempFile("launch", ".out");
        Path err = java.nio.file.Files.createTempFile("launch", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            Run run = new Run(java.nio.file.Files.readString(out), java.nio.file.Files.readString(err));
            assertThat(process.exitValue()).as(run.output + run.errors).isZero();
            return run;
        } finally {
            java.nio.file.Files.delete(out);
            java.nio.file.Files.delete(err);
        }
    }

    private static Run classPath(String... options) throws IOException, InterruptedException {
        String path = libraries()
                + File.pathSeparator
                + place(LaunchProgram.class)
                + File.pathSeparator
                + place("ch.qos.logback.classic.Logger")
                + File.pathSeparator
                + place("ch.qos.logback.core.Context");
        List<String> all = new ArrayList<>(List.of("-cp", path));
        all.addAll(List.of(options));
        return launch(all.toArray(new String[0]));
    }

    @Test
    void lossesAreTheSameToTheLastBitWhateverTheNumberOfThreads() throws Exception {
        Run one = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=1");
        Run two = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=2");
        Run three = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=3");
        assertThat(two.line("losses")).isEqualTo(one.line("losses"));
        assertThat(three.line("losses")).isEqualTo(one.line("losses"));
        assertThat(one.losses()[4]).isLessThan(one.losses()[0]);
    }

    @Test
    void withoutTheVectorApiItRunsAndSaysOnceHowToGetIt() throws Exception {
        Run vector = classPath("--add-modules", "jdk.incubator.vector");
        Run scalar = classPath();
        assertThat(vector.line("device")).contains("vector");
        assertThat(scalar.line("device")).contains("scalar");
        assertThat(scalar.output + scalar.errors).containsOnlyOnce("--add-modules jdk.incubator.vector");
        assertThat(scalar.losses()).containsExactly(vector.losses(), Offset.offset(1e-4));
    }

    @Test
    void theCpuAloneLoadsNothingOfCuda() throws Exception {
        String withCuda = String.join(
                File.pathSeparator,
                libraries(),
                place("io.github.autograd4j.cuda.CudaProvider"),
                place("jcuda.JCudaVersion"),
                place(LaunchProgram.class));
        Run run = launch("-verbose:class", "-cp", withCuda);
        assertThat(run.output.lines().filter(line -> line.contains("cuda")))
                .isNotEmpty()
                .allMatch(line -> line.contains("io.github.autograd4j.cuda.CudaProvider "));
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        Run named = launch(
                "-p",
                libraries(),
                "--add-modules",
                "io.github.autograd4j.cpu,jdk.incubator.vector",
                "-cp",
                place(LaunchProgram.class));
        assertThat(named.line("module")).isEqualTo("module true");
        assertThat(named.line("device")).contains("vector");
        Run scalar = launch(
                "-p", libraries(), "--add-modules", "io.github.autograd4j.cpu", "-cp", place(LaunchProgram.class));
        assertThat(scalar.line("device")).contains("scalar");
        assertThat(scalar.losses()).containsExactly(named.losses(), Offset.offset(1e-4));
    }
}
