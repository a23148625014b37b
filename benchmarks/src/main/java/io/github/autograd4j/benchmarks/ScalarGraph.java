package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** W7: what recording and differentiating cost when there is nothing to compute. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ScalarGraph {
    private static final int LINKS = 500;

    /** Checks the values once. */
    @Setup
    public void setUp() {
        Workload.check("W7 graph", twoLeaves(), 9);
        Workload.check("W7 chain", chainGradient(), 393.835);
    }

    /** (a + b)·(b + 1) at 2, 3 with its backward, reading b's gradient: the whole graph of three operations. */
    @Benchmark
    public double twoLeaves() {
        Tensor a = Tensor.scalar(2f).requiresGrad(true);
        Tensor b = Tensor.scalar(3f).requiresGrad(true);
        a.add(b).mul(b.add(1)).backward();
        return b.grad().item();
    }

    /** The chain of 1,000 recorded scalar operations, forward and backward: the time of one of them. */
    @Benchmark
    @OperationsPerInvocation(2 * LINKS)
    public double chain() {
        return chainGradient();
    }

    private static double chainGradient() {
        Tensor w = Tensor.scalar(0.5f).requiresGrad(true);
        Tensor x = w;
        for (int i = 0; i < LINKS; i++) {
            x = x.add(w).mul(0.999);
        }
        x.backward();
        return w.grad().item();
    }
}
