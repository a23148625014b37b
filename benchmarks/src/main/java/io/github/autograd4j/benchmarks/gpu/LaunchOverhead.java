package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/**
 * What an operation costs that computes next to nothing. On the emulated driver with {@code EMU_IDLE=1}, whose kernels
 * cost nothing, that is what our side of a launch takes; {@link LaunchAlone} says how much of it the driver's does.
 */
final class LaunchOverhead {
    private static final int CALLS = 300_000;

    private LaunchOverhead() {}

    @SuppressWarnings("try") // only closes what was made
    static void run(Bench bench) {
        bench.part("launch alone", () -> LaunchAlone.measure(bench));
        bench.part(
                "launch",
                () -> GpuBenchmarks.unrecorded(() -> {
                    try (Scope scope = Scope.open()) {
                        Tensor x = Tensor.ones(Shape.of(32), DType.FLOAT32, bench.device());
                        measure(bench, "add of 32 elements", "queued, no recording", () -> x.add(1)
                                .close());
                        double read = bench.seconds(CALLS, () -> x.add(1).toFloatArray());
                        bench.report(
                                "add of 32 elements, read",
                                "float32",
                                read * 1e6,
                                "us",
                                "waited for and copied to the host");
                        Tensor square = Tensor.ones(Shape.of(8, 8), DType.FLOAT32, bench.device());
                        Tensor turned = square.mT();
                        measure(bench, "add of 8 x 8, transposed", "queued, no recording", () -> square.add(turned)
                                .close());
                        measure(bench, "sum of rows of 8", "queued, no recording", () -> square.sum(1)
                                .close());
                        measure(bench, "softmax of rows of 8", "queued, no recording", () -> square.softmax(1)
                                .close());
                        measure(bench, "matmul of 8 x 8", "queued, no recording", () -> square.matmul(square)
                                .close());
                        measure(bench, "copy of 32 elements", "queued, no recording", () -> x.copy()
                                .close());
                    }
                }));
        bench.part("launch, recorded", () -> {
            try (Scope scope = Scope.open()) {
                Tensor x =
                        Tensor.ones(Shape.of(32), DType.FLOAT32, bench.device()).requiresGrad(true);
                measure(bench, "add of 32 elements, recorded", "queued", () -> x.add(1)
                        .close());
            }
        });
    }

    private static void measure(Bench bench, String name, String note, Runnable call) {
        bench.report(name, "float32", bench.seconds(CALLS, call) * 1e6, "us", note);
    }
}
