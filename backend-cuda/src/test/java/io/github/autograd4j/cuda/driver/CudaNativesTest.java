package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.launch.DiagnosticsProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On made-up machines. What loads anything runs in a process of its own. */
class CudaNativesTest {
    private static final String SYSTEM = "usr/lib/x86_64-linux-gnu";
    private static final String TOOLKIT = "usr/local/cuda/lib64";

    @TempDir
    Path root;

    private Machine machine;

    @BeforeEach
    void makeMachine() {
        machine = new Machine(root);
    }

    private String missingHere() {
        CudaNatives natives = CudaNatives.load(machine.platform(Map.of()));
        assertThat(natives.devices()).isZero();
        return natives.missing();
    }

    private String run(String... environment) throws IOException, InterruptedException {
        return machine.start(environment).text();
    }

    @Test
    void nothingThere() {
        assertThat(missingHere())
                .contains("libcuda.so.1 not found (looked in no folder)")
                .endsWith("is the NVIDIA driver installed?");
    }

    @Test
    void namesTheFoldersThatItLookedIn() throws IOException {
        Files.createDirectories(root.resolve("usr/lib64"));
        Files.createDirectories(root.resolve(TOOLKIT));
        assertThat(missingHere())
                .contains("libcuda.so.1 not found (looked in " + root.resolve(TOOLKIT) + ", "
                        + root.resolve("usr/lib64") + ")");
    }

    @Test
    void anotherSystem() {
        Platform mac = machine.platform(Map.of());
        mac.properties().setProperty("os.name", "Mac OS X");
        mac.properties().setProperty("os.arch", "aarch64");
        assertThat(CudaNatives.load(mac).missing()).isEqualTo("it needs Linux on x86-64, this is Mac OS X on aarch64");
    }

    @Test
    void brokenDriver() throws IOException {
        Path driver =
                machine.write(SYSTEM + "/libcuda.so.1", "version https://git-lfs".getBytes(StandardCharsets.US_ASCII));
        assertThat(missingHere()).startsWith(driver + ": no shared library");
    }

    @Test
    void emptyDriver() throws IOException {
        Path driver = machine.write(SYSTEM + "/libcuda.so.1", new byte[0]);
        assertThat(missingHere()).startsWith(driver + ": no shared library");
    }

    @Test
    void driverOfAnotherMachine() throws IOException {
        byte[] bytes = Machine.emulated(Library.DRIVER, 1);
        bytes[18] = (byte) 183;
        Path driver = machine.write(SYSTEM + "/libcuda.so.1", bytes);
        assertThat(missingHere()).startsWith(driver + ": made for another machine: aarch64, 64 bits");
    }

    @Test
    void cutOffDriver() throws IOException {
        byte[] bytes = Machine.emulated(Library.DRIVER, 1);
        for (double share : new double[] {0.01, 0.3, 0.6}) {
            Path driver = machine.write(SYSTEM + "/libcuda.so.1", Arrays.copyOf(bytes, (int) (bytes.length * share)));
            assertThat(missingHere()).as("%s of it", share).startsWith(driver.toString());
        }
    }

    @Test
    void driverWithoutAFunctionThatIsCalled() throws IOException {
        byte[] bytes = Machine.emulated(Library.DRIVER, 1);
        String name = "cuDeviceGetCount";
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf('\0' + name + '\0') + 1;
        assertThat(at).isPositive();
        bytes[at + name.length() - 1] = 'T';
        Path driver = machine.write(SYSTEM + "/libcuda.so.1", bytes);
        assertThat(missingHere()).startsWith(driver + ": it lacks cuDeviceGetCount;");
    }

    @Test
    void onlyTheDriver() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        assertThat(run())
                .contains("cuda unavailable: libcublas.so.12 or libcublas.so.13 not found (looked in ")
                .contains("compiler: libnvrtc.so.12 or libnvrtc.so.13 not found")
                .contains("called:\n");
    }

    @Test
    void noDevice() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        assertThat(run("EMU_DEVICES=0")).contains("libcuda.so.1 finds no device: 100 CUDA_ERROR_NO_DEVICE");
    }

    @Test
    void toolkitOfCuda12() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 12, TOOLKIT);
        machine.install(Library.NVRTC, 12, TOOLKIT);
        assertThat(run())
                .contains("cuda: 1 device, CUDA 1")
                .contains("cuBLAS " + root.resolve(TOOLKIT + "/libcublas.so.12"))
                .contains("called: cublas 0 12 nvrtc 0 12\n");
    }

    @Test
    void wheelsOfCuda12HaveAFolderForEachLibrary() throws Exception {
        String packages = "home/.local/lib/python3.11/site-packages/nvidia/";
        machine.install(Library.DRIVER, 1, "usr/local/nvidia/lib64");
        machine.install(Library.CUBLAS, 12, packages + "cublas/lib");
        machine.install(Library.NVRTC, 12, packages + "cuda_nvrtc/lib");
        assertThat(run()).contains("called: cublas 0 12 nvrtc 0 12\n");
    }

    @Test
    void wheelsOfCuda13HaveOneFolder() throws Exception {
        String packages = "usr/local/lib/python3.12/dist-packages/nvidia/cu13/lib";
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 13, packages);
        machine.install(Library.NVRTC, 13, packages);
        assertThat(run()).contains("called: cublas 0 13 nvrtc 0 13\n");
    }

    @Test
    void newLibrariesWantANewDriver() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 13, TOOLKIT);
        machine.install(Library.NVRTC, 12, TOOLKIT);
        assertThat(run("EMU_VERSION=12040"))
                .contains("libcublas.so.13: the driver is for CUDA 12, too old for it")
                .contains("called: nvrtc 0 12\n");
    }

    @Test
    void eachLibraryMayBeOfItsOwnVersion() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 12, TOOLKIT);
        machine.install(Library.NVRTC, 13, SYSTEM);
        assertThat(run()).contains("called: cublas 0 12 nvrtc 0 13\n");
    }

    @Test
    void goesOnAfterABrokenLibraryAndSaysSoWhereNoneIsLeft() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        Path broken = machine.write(TOOLKIT + "/libcublas.so.12", new byte[100]);
        Path alsoBroken = machine.write(TOOLKIT + "/libnvrtc.so.12", new byte[100]);
        machine.install(Library.CUBLAS, 12, SYSTEM);
        assertThat(run())
                .contains("cuBLAS " + root.resolve(SYSTEM + "/libcublas.so.12"))
                .contains("compiler: " + alsoBroken + ": no shared library")
                .doesNotContain(broken.toString())
                .contains("called: cublas 0 12\n");
    }

    @Test
    void severalProcessesAtOnce() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 13, TOOLKIT);
        machine.install(Library.NVRTC, 13, TOOLKIT);
        List<Machine.Run> runs = IntStream.range(0, 4)
                .mapToObj(i -> {
                    try {
                        return machine.start();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        for (Machine.Run run : runs) {
            assertThat(run.text()).contains("called: cublas 0 13 nvrtc 0 13\n");
        }
        try (var files = Files.walk(machine.cache())) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(3).allMatch(file -> file.toString()
                    .endsWith("-linux-x86_64.so"));
        }
    }

    @Test
    void replacesANativeThatIsNotWhatItShouldBe() throws Exception {
        machine.install(Library.DRIVER, 1, SYSTEM);
        machine.install(Library.CUBLAS, 12, TOOLKIT);
        machine.install(Library.NVRTC, 12, TOOLKIT);
        assertThat(run()).contains("called: cublas 0 12 nvrtc 0 12\n");
        List<Path> natives;
        try (var files = Files.walk(machine.cache())) {
            natives = files.filter(Files::isRegularFile).toList();
        }
        for (Path file : natives) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer.wrap(bytes).putLong(64, 0);
            Files.write(file, bytes);
        }
        assertThat(run()).contains("called: cublas 0 12 nvrtc 0 12\n");
    }

    @Test
    void modulePath() throws Exception {
        String modules = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes")
                        && !entry.contains("autograd-testing")
                        && Stream.of("classes", "jcuda", "jcublas", "slf4j", "autograd-api")
                                .anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        String text = machine.start(List.of(
                        "-D" + SearchPath.PROPERTY + "=" + Emulator.folder().resolve("lib13"),
                        "-D" + PrivateFolder.PROPERTY + "=" + machine.cache(),
                        "-p",
                        modules,
                        "--add-modules",
                        "io.github.autograd4j.cuda",
                        "-cp",
                        Path.of(DiagnosticsProgram.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        DiagnosticsProgram.class.getName()))
                .text();
        assertThat(text).contains("named module: true").contains("cuda: 1 device");
    }
}
