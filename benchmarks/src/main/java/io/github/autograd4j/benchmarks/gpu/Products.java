package io.github.autograd4j.benchmarks.gpu;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.MatmulPrecision;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;

/** Products of square matrices: 100 queued calls. */
final class Products {
    private static final long[] SIZES = {1024, 2048, 4096, 8192};

    private Products() {}

    static void run(Bench bench) {
        for (long n : bench.isTiny() ? new long[] {32} : SIZES) {
            measure(bench, n, "bfloat16", DType.BFLOAT16, MatmulPrecision.HIGHEST);
            measure(bench, n, "tf32", DType.FLOAT32, MatmulPrecision.HIGH);
            measure(bench, n, "float32", DType.FLOAT32, MatmulPrecision.HIGHEST);
        }
    }

    @SuppressWarnings("try") // only closes what was made
    private static void measure(Bench bench, long n, String precision, DType dtype, MatmulPrecision matmul) {
        String name = "gemm " + n;
        MatmulPrecision before = Autograd.matmulPrecision();
        bench.part(name, precision, () -> {
            try (Scope scope = Scope.open()) {
                Autograd.matmulPrecision(matmul);
                Shape shape = Shape.of(n, n);
                Tensor a = Rng.of(1).rand(shape, dtype, bench.device());
                Tensor b = Rng.of(2).rand(shape, dtype, bench.device());
                double seconds = bench.seconds(100, () -> a.matmul(b).close());
                bench.report(name, precision, 2.0 * n * n * n / seconds / 1e12, "TFLOP/s", "");
                BlasAlone.measure(bench, (int) n, precision, dtype, matmul == MatmulPrecision.HIGH);
            } finally {
                Autograd.matmulPrecision(before);
            }
        });
    }
}
