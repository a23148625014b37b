package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import java.util.Map;
import java.util.function.BiConsumer;

/** The benchmarks of the device, where the bundle has them. */
final class BenchmarkCheck implements Check {
    /** Has a static method {@code run(Device, boolean quick, BiConsumer<String, Map<String, Object>>)}. */
    private static final String BENCHMARKS = "io.github.autograd4j.benchmarks.gpu.GpuBenchmarks";

    @Override
    public void run(Device device, boolean quick, StageReport report) throws ReflectiveOperationException {
        Class<?> benchmarks;
        try {
            benchmarks = Class.forName(BENCHMARKS);
        } catch (ClassNotFoundException e) {
            report.skipped("there are no benchmarks in this bundle");
            return;
        }
        BiConsumer<String, Map<String, Object>> results = (name, figures) -> {
            report.detail(name, figures);
            report.passed();
        };
        benchmarks
                .getMethod("run", Device.class, boolean.class, BiConsumer.class)
                .invoke(null, device, quick, results);
    }
}
