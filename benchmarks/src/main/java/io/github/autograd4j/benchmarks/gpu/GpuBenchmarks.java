package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures a device: {@code java … io.github.autograd4j.benchmarks.gpu.GpuBenchmarks --device cuda:0 --seconds 180 --json
 * autograd4j.jsonl}. Prints a line for each figure as it goes, and writes it to the file as a line of JSON; when the time
 * is up, what is left is skipped and said so. {@code scripts/torch-bench.py} measures the same with PyTorch and writes the
 * same lines; {@link ComparisonTable} lays them side by side.
 *
 * <p>The time of a call is the wall time of many that are queued, up to the end of the last.
 */
public final class GpuBenchmarks {
    private static final Map<String, Consumer<Bench>> GROUPS = new LinkedHashMap<>();

    static {
        // The longest last: they are what there may be no time for.
        GROUPS.put("copy", Bandwidth::copy);
        GROUPS.put("launch", LaunchOverhead::run);
        GROUPS.put("gemm", Products::run);
        GROUPS.put("pointwise", Bandwidth::pointwise);
        GROUPS.put("reduce", Bandwidth::reductions);
        GROUPS.put("loss", Bandwidth::losses);
        GROUPS.put("train", bench -> TrainingSteps.run(bench, 1));
        GROUPS.put("train8", bench -> TrainingSteps.run(bench, 8));
    }

    private GpuBenchmarks() {}

    /**
     * Measures.
     *
     * @param args the options
     */
    public static void main(String... args) {
        Settings settings;
        try {
            settings = Settings.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(settings, GpuBenchmarks::goOn);
    }

    /**
     * Measures, part by part.
     *
     * @param parts runs them
     * @param args the options
     * @throws IllegalArgumentException if there are no such options
     */
    public static void run(Parts parts, String... args) {
        run(Settings.parse(args), parts);
    }

    /** What goes wrong in a part does not end the others. */
    static void goOn(String name, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | AssertionError e) {
            System.err.println(name + ": " + e);
        }
    }

    @SuppressWarnings("try") // only restores the device
    static void run(Settings settings, Parts parts) {
        System.out.println(
                "device " + settings.device() + ": " + settings.device().info());
        try (Restore device = settings.device().use()) {
            Bench bench = new Bench(settings, parts, System.out);
            GROUPS.forEach((name, group) -> {
                if (settings.only().isEmpty() || settings.only().contains(name)) {
                    group.accept(bench);
                    settings.device().emptyCache();
                }
            });
        }
    }

    /** Runs without recording. */
    @SuppressWarnings("try") // only restores recording
    static void unrecorded(Runnable body) {
        try (Restore recording = Autograd.noGrad()) {
            body.run();
        }
    }
}
