package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/** What an operation costs that computes next to nothing. */
final class LaunchOverhead {
    private static final int CALLS = 10_000;

    private LaunchOverhead() {}

    @SuppressWarnings("try") // only closes what was made
    static void run(Bench bench) {
        bench.part(
                "launch",
                () -> GpuBenchmarks.unrecorded(() -> {
                    try (Scope scope = Scope.open()) {
                        Tensor x = Tensor.ones(Shape.of(32), DType.FLOAT32, bench.device());
                        double seconds = bench.seconds(CALLS, () -> x.add(1).close());
                        bench.report("add of 32 elements", "float32", seconds * 1e6, "us", "queued, no recording");
                        double read = bench.seconds(CALLS, () -> x.add(1).toFloatArray());
                        bench.report(
                                "add of 32 elements, read",
                                "float32",
                                read * 1e6,
                                "us",
                                "waited for and copied to the host");
                    }
                }));
    }
}
