package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Tensor;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The same program in other JVMs: on the module path, without the Vector API, with other numbers of threads. */
class LaunchTest {
    private static String libraries() {
        return String.join(
                File.pathSeparator,
                OtherJvm.place(Tensor.class),
                OtherJvm.place("io.github.autograd4j.cpu.CpuProvider"),
                OtherJvm.place("org.slf4j.Logger"));
    }

    private static OtherJvm launch(String... options) throws IOException, InterruptedException {
        return OtherJvm.run(LaunchProgram.class, options);
    }

    private static OtherJvm classPath(String... options) throws IOException, InterruptedException {
        String path = libraries()
                + File.pathSeparator
                + OtherJvm.place(LaunchProgram.class)
                + File.pathSeparator
                + OtherJvm.place("ch.qos.logback.classic.Logger")
                + File.pathSeparator
                + OtherJvm.place("ch.qos.logback.core.Context");
        List<String> all = new ArrayList<>(List.of("-cp", path));
        all.addAll(List.of(options));
        return launch(all.toArray(new String[0]));
    }

    @Test
    void lossesAreTheSameToTheLastBitWhateverTheNumberOfThreads() throws Exception {
        OtherJvm one = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=1");
        OtherJvm two = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=2");
        OtherJvm three = classPath("--add-modules", "jdk.incubator.vector", "-Dautograd.cpu.threads=3");
        assertThat(two.line("losses")).isEqualTo(one.line("losses"));
        assertThat(three.line("losses")).isEqualTo(one.line("losses"));
        assertThat(one.numbers("losses")[4]).isLessThan(one.numbers("losses")[0]);
    }

    @Test
    void withoutTheVectorApiItRunsAndSaysOnceHowToGetIt() throws Exception {
        OtherJvm vector = classPath("--add-modules", "jdk.incubator.vector");
        OtherJvm scalar = classPath();
        assertThat(vector.line("device")).contains("vector");
        assertThat(scalar.line("device")).contains("scalar");
        assertThat(scalar.output() + scalar.errors()).containsOnlyOnce("--add-modules jdk.incubator.vector");
        assertThat(scalar.numbers("losses")).containsExactly(vector.numbers("losses"), Offset.offset(1e-4));
    }

    @Test
    void theCpuAloneLoadsNothingOfCuda() throws Exception {
        String withCuda = String.join(
                File.pathSeparator,
                libraries(),
                OtherJvm.place("io.github.autograd4j.cuda.CudaProvider"),
                OtherJvm.place("jcuda.JCudaVersion"),
                OtherJvm.place(LaunchProgram.class));
        OtherJvm run = launch("-verbose:class", "-cp", withCuda);
        assertThat(run.output().lines().filter(line -> line.contains("cuda")))
                .isNotEmpty()
                .allMatch(line -> line.contains("io.github.autograd4j.cuda.CudaProvider "));
    }

    @Test
    void runsOnTheModulePath() throws Exception {
        OtherJvm named = launch(
                "-p",
                libraries(),
                "--add-modules",
                "io.github.autograd4j.cpu,jdk.incubator.vector",
                "-cp",
                OtherJvm.place(LaunchProgram.class));
        assertThat(named.line("module")).isEqualTo("module true");
        assertThat(named.line("device")).contains("vector");
        OtherJvm scalar = launch(
                "-p",
                libraries(),
                "--add-modules",
                "io.github.autograd4j.cpu",
                "-cp",
                OtherJvm.place(LaunchProgram.class));
        assertThat(scalar.line("device")).contains("scalar");
        assertThat(scalar.numbers("losses")).containsExactly(named.numbers("losses"), Offset.offset(1e-4));
    }
}
