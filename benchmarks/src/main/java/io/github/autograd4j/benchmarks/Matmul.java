package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** W1: square float32 matrix products; {@code -Dautograd.cpu.threads} says on how many cores. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class Matmul {
    /** Rows and columns. */
    @Param({"64", "256", "512", "1024"})
    public int n;

    private Tensor a;
    private Tensor b;

    /** The floating-point operations done, which JMH turns into a rate. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Flops {
        /** Thousand millions of operations. */
        public double gflop;
    }

    /** Makes the operands and checks the product. */
    @Setup
    public void setUp() {
        a = Workload.uniform(1, -1, 1, n, n);
        b = Workload.uniform(2, -1, 1, n, n);
        double expected =
                switch (n) {
                    case 64 -> 0.136205;
                    case 256 -> 15.8678;
                    case 512 -> -7.40041;
                    case 1024 -> -0.254421;
                    default -> throw new IllegalArgumentException("no reference value for n = " + n);
                };
        Workload.check("W1 " + n, a.matmul(b).select(0, 0).select(0, 0).item(), expected);
    }

    /** One product. */
    @Benchmark
    public Tensor product(Flops flops) {
        flops.gflop += 2e-9 * n * n * n;
        return a.matmul(b);
    }
}
