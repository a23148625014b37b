package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.MatmulPrecision;
import io.github.autograd4j.Scope;
import io.github.autograd4j.benchmarks.TrainingRun;
import io.github.autograd4j.benchmarks.TrainingWorkload;

/** Whole training steps, each with its loss read, and the most memory that they need. */
final class TrainingSteps {
    private TrainingSteps() {}

    static void run(Bench bench, int times) {
        for (TrainingWorkload workload : TrainingWorkload.values()) {
            measure(bench, workload, times, "float32", MatmulPrecision.HIGHEST);
            measure(bench, workload, times, "tf32", MatmulPrecision.HIGH);
        }
    }

    @SuppressWarnings("try") // only closes what was made
    private static void measure(
            Bench bench, TrainingWorkload workload, int times, String precision, MatmulPrecision matmul) {
        String name = "step " + workload + (times == 1 ? "" : " x" + times);
        MatmulPrecision before = Autograd.matmulPrecision();
        bench.part(name, precision, () -> {
            try (Scope scope = Scope.open()) {
                Autograd.matmulPrecision(matmul);
                bench.device().emptyCache();
                bench.device().resetPeakMemory();
                TrainingRun run = workload.start(times);
                double loss = run.step();
                if (times == 1) {
                    workload.check(loss, matmul == MatmulPrecision.HIGHEST ? 1e-4 : 1e-2);
                }
                double seconds = bench.seconds(200, run::step);
                bench.report(name, precision, seconds * 1e3, "ms", "first loss " + loss);
                long peak = bench.device().memoryStats().peak();
                if (peak >= 0) {
                    bench.report("memory of " + name, precision, peak / 1e6, "MB", "");
                }
            } finally {
                Autograd.matmulPrecision(before);
            }
        });
    }
}
