package io.github.autograd4j.benchmarks.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who can take part, and how each is started. */
public final class Entrants {
    /** Our kernels on the Vector API. */
    public static final String VECTOR = "vector";

    /** Our kernels without it. */
    public static final String SCALAR = "scalar";

    private static final String TORCH_WORKER = "io.github.autograd4j.benchmarks.peers.TorchTasks";

    private static final String NATIVES = "pytorch/cpu/linux-x86_64";

    private final int threads;

    /**
     * Entrants that use so many threads each.
     *
     * @param threads how many
     */
    public Entrants(int threads) {
        this.threads = threads;
    }

    /**
     * Starts this library in a process of its own, on the class path of this one.
     *
     * @param kernels {@link #VECTOR} or {@link #SCALAR}
     * @return the process
     * @throws IOException if it cannot be started
     */
    public Contender ours(String kernels) throws IOException {
        List<String> command = java();
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            command.add("--add-modules");
            command.add("jdk.incubator.vector");
        }
        command.add("-Dautograd.cpu.kernels=" + kernels);
        command.add("-Dautograd.cpu.threads=" + threads);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(OurTasks.class.getName());
        return Contender.start(kernels, command, Map.of());
    }

    /**
     * Finds the builds of PyTorch that the profile {@code peers} has made: folders {@code *}{@code /target/lib}.
     *
     * @param folder the folder with the peers' modules
     * @return their class paths by name, in the order of the names
     * @throws IOException if the folder cannot be read
     */
    public static Map<String, Path> peers(Path folder) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (var modules = Files.newDirectoryStream(folder)) {
                for (Path module : modules) {
                    Path lib = module.resolve("target").resolve("lib");
                    if (Files.isDirectory(lib)) {
                        found.put("torch-" + module.getFileName(), lib);
                    }
                }
            }
        }
        return found;
    }

    /**
     * Starts a build of PyTorch.
     *
     * @param name what results call it
     * @param lib its class path
     * @return the process
     * @throws IOException if it cannot be started
     */
    public Contender peer(String name, Path lib) throws IOException {
        List<String> command = java();
        Path natives = lib.resolveSibling("natives").resolve(NATIVES);
        if (Files.isDirectory(natives)) {
            command.add("-Djava.library.path=" + natives);
            command.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
        }
        command.add("-cp");
        command.add(lib.resolveSibling("classes") + java.io.File.pathSeparator + lib.resolve("*"));
        command.add(TORCH_WORKER);
        command.add(Integer.toString(threads));
        // Two pools of threads that spin, OpenMP's and OpenBLAS', fight for the cores. And memory kept by malloc spares
        // the peer the page faults that otherwise are two thirds of its time on large arrays.
        return Contender.start(
                name,
                command,
                Map.of(
                        "OMP_NUM_THREADS", Integer.toString(threads),
                        "OPENBLAS_NUM_THREADS", Integer.toString(threads),
                        "MKL_NUM_THREADS", Integer.toString(threads),
                        "OMP_WAIT_POLICY", "PASSIVE",
                        "MALLOC_MMAP_MAX_", "0",
                        "MALLOC_TRIM_THRESHOLD_", "100000000000",
                        "MALLOC_TOP_PAD_", "1000000000"));
    }

    private static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseParallelGC");
        command.add("-Xms1g");
        return command;
    }
}
