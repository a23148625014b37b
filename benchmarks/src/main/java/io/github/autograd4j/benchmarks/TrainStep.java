package io.github.autograd4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whole training steps. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class TrainStep {
    /** The network and its optimizer. */
    @Param({"W4_SGD", "W4_ADAM", "W5"})
    public TrainingWorkload workload;

    private TrainingRun run;

    /** Builds the network and checks its first loss. */
    @Setup
    public void setUp() {
        run = workload.start(1);
        workload.check(run.step(), 1e-4);
    }

    /** One step: gradients dropped, forward, backward, update, the loss read. */
    @Benchmark
    public double step() {
        return run.step();
    }
}
