package io.github.autograd4j.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.function.LongToDoubleFunction;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** The machine's ceiling: float32 fused multiply-adds a second, on one core and on two. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class FmaPeak {
    private static final long ROUNDS = 100_000;

    private LongToDoubleFunction loop;
    private long operations;

    /** The floating-point operations done, which JMH turns into a rate. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Flops {
        /** Thousand millions of operations. */
        public double gflop;
    }

    /** Finds the loop, which needs the Vector API. */
    @Setup
    public void setUp() throws ReflectiveOperationException {
        Class<?> type = Class.forName("io.github.autograd4j.benchmarks.simd.FmaLoop");
        loop = (LongToDoubleFunction) type.getDeclaredConstructor().newInstance();
        operations = (long) type.getMethod("operationsPerRound").invoke(null);
    }

    /** One core. */
    @Benchmark
    @Threads(1)
    public double oneThread(Flops flops) {
        flops.gflop += operations * ROUNDS * 1e-9;
        return loop.applyAsDouble(ROUNDS);
    }

    /** Two cores. */
    @Benchmark
    @Threads(2)
    public double twoThreads(Flops flops) {
        flops.gflop += operations * ROUNDS * 1e-9;
        return loop.applyAsDouble(ROUNDS);
    }
}
