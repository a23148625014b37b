package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.function.UnaryOperator;

/**
 * What memory bounds, on a float32 tensor of 256 MB, in bytes that must be read and written at least: a copy reads and
 * writes each element once.
 */
final class Bandwidth {
    private static final double ELEMENT = 4;

    private Bandwidth() {}

    private static long rows(Bench bench) {
        return bench.isTiny() ? 64 : 65536;
    }

    private static long columns(Bench bench) {
        return bench.isTiny() ? 16 : 1024;
    }

    private static Tensor data(Bench bench, long seed) {
        return Rng.of(seed).rand(Shape.of(rows(bench), columns(bench)), DType.FLOAT32, bench.device());
    }

    /** Reports calls that move each element a number of times. */
    private static void report(Bench bench, String name, double moves, String note, Runnable call) {
        double bytes = moves * ELEMENT * rows(bench) * columns(bench);
        bench.report(name, "float32", bytes / bench.seconds(100, call) / 1e9, "GB/s", note);
    }

    private static void measure(Bench bench, String name, double moves, String note, UnaryOperator<Tensor> function) {
        part(bench, name, () -> call(bench, name, moves, note, function, data(bench, 3)));
    }

    /** Runs a part without recording, in a scope. */
    @SuppressWarnings("try") // only closes what was made
    private static void part(Bench bench, String name, Runnable body) {
        bench.part(
                name,
                () -> GpuBenchmarks.unrecorded(() -> {
                    try (Scope scope = Scope.open()) {
                        body.run();
                    }
                }));
    }

    @SuppressWarnings("try") // only closes what was made
    private static void call(
            Bench bench, String name, double moves, String note, UnaryOperator<Tensor> function, Tensor x) {
        report(bench, name, moves, note, () -> {
            try (Scope call = Scope.open()) {
                function.apply(x).close();
            }
        });
    }

    static void copy(Bench bench) {
        part(bench, "copy", () -> {
            Tensor from = data(bench, 3);
            Tensor to = Tensor.zeros(from.shape(), from.dtype(), bench.device());
            report(bench, "copy", 2, "the ceiling of what follows", () -> to.assign(from));
        });
    }

    static void pointwise(Bench bench) {
        // Two operands: one that is read twice comes from memory once.
        part(bench, "add", () -> {
            Tensor y = data(bench, 4);
            call(bench, "add", 3, "", x -> x.add(y), data(bench, 3));
        });
        measure(bench, "gelu", 2, "", Functional::gelu);
        measure(bench, "chain of 5", 11, "tanh(1.3x + 0.1) * sigmoid(x), a kernel for each", x -> x.mul(1.3)
                .add(0.1)
                .tanh()
                .mul(x.sigmoid()));
    }

    static void reductions(Bench bench) {
        measure(bench, "sum", 1, "", Tensor::sum);
        measure(bench, "sum of columns", 1, "", x -> x.sum(0));
        measure(bench, "sum of rows", 1, "", x -> x.sum(1));
        measure(bench, "amax of rows", 1, "", x -> x.amax(1));
        measure(bench, "softmax of rows", 2, "", x -> x.softmax(1));
    }

    @SuppressWarnings("try") // only closes what was made
    static void losses(Bench bench) {
        bench.part("cross-entropy", () -> {
            try (Scope scope = Scope.open()) {
                Tensor x = data(bench, 3).requiresGrad(true);
                Tensor y = Rng.of(4).randint(0, columns(bench), rows(bench)).to(bench.device());
                report(bench, "cross-entropy, forward, backward", 3, "", () -> {
                    try (Scope call = Scope.open()) {
                        x.zeroGrad();
                        Functional.crossEntropy(x, y).backward();
                    }
                });
            }
        });
    }
}
