package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** W4 and W5: whole training steps of a perceptron and of a convolutional network. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class TrainStep {
    /** The network and its optimizer. */
    @Param({"W4-SGD", "W4-Adam", "W5"})
    public String workload;

    private Supplier<Tensor> loss;
    private Optimizer optimizer;

    /** Builds the network and checks its first loss. */
    @Setup
    public void setUp() {
        List<Tensor> parameters = workload.equals("W5") ? cnn() : mlp();
        optimizer = workload.endsWith("Adam") ? new Adam(parameters, 1e-3) : new SGD(parameters, 0.01);
        Workload.check(workload, step(), workload.equals("W5") ? 2.30208 : 2.30150);
    }

    /** One step: gradients dropped, forward, backward, update, the loss read. */
    @Benchmark
    public double step() {
        optimizer.zeroGrad();
        Tensor value = loss.get();
        value.backward();
        optimizer.step();
        return value.item();
    }

    private List<Tensor> mlp() {
        Tensor x = Workload.uniform(7, 0, 1, 128, 784);
        Tensor y = Workload.classes(8, 10, 128);
        Tensor w1 = Workload.weight(20, 784, 512, 784);
        Tensor w2 = Workload.weight(21, 512, 512, 512);
        Tensor w3 = Workload.weight(22, 512, 10, 512);
        Tensor b1 = Workload.bias(512);
        Tensor b2 = Workload.bias(512);
        Tensor b3 = Workload.bias(10);
        loss = () -> {
            Tensor h1 = Functional.linear(x, w1, b1).relu();
            Tensor h2 = Functional.linear(h1, w2, b2).relu();
            return Functional.crossEntropy(Functional.linear(h2, w3, b3), y);
        };
        return List.of(w1, b1, w2, b2, w3, b3);
    }

    private List<Tensor> cnn() {
        Tensor x = Workload.uniform(9, 0, 1, 64, 1, 28, 28);
        Tensor y = Workload.classes(10, 10, 64);
        Tensor w1 = Workload.weight(31, 9, 16, 1, 3, 3);
        Tensor w2 = Workload.weight(32, 144, 32, 16, 3, 3);
        Tensor w3 = Workload.weight(33, 288, 32, 32, 3, 3);
        Tensor w4 = Workload.weight(34, 1568, 10, 1568);
        Tensor b1 = Workload.bias(16);
        Tensor b2 = Workload.bias(32);
        Tensor b3 = Workload.bias(32);
        Tensor b4 = Workload.bias(10);
        loss = () -> {
            Tensor h1 = Functional.conv2d(x, w1, b1, 1, 1, 1, 1).relu();
            Tensor h2 = Functional.conv2d(h1, w2, b2, 1, 1, 1, 1).relu();
            Tensor h3 = Functional.maxPool2d(h2, 2);
            Tensor h4 = Functional.conv2d(h3, w3, b3, 1, 1, 1, 1).relu();
            Tensor h5 = Functional.maxPool2d(h4, 2);
            return Functional.crossEntropy(Functional.linear(h5.flatten(1, -1), w4, b4), y);
        };
        return List.of(w1, b1, w2, b2, w3, b3, w4, b4);
    }
}
