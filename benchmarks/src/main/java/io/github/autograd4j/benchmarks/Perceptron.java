package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;

/** W4: 784-512-512-10. */
final class Perceptron implements TrainingWorkload.Network {
    private final Tensor x;
    private final Tensor y;
    private final Tensor w1 = Workload.weight(20, 784, 512, 784);
    private final Tensor w2 = Workload.weight(21, 512, 512, 512);
    private final Tensor w3 = Workload.weight(22, 512, 10, 512);
    private final Tensor b1 = Workload.bias(512);
    private final Tensor b2 = Workload.bias(512);
    private final Tensor b3 = Workload.bias(10);

    Perceptron(int batch) {
        x = Workload.uniform(7, 0, 1, batch, 784);
        y = Workload.classes(8, 10, batch);
    }

    @Override
    public List<Tensor> parameters() {
        return List.of(w1, b1, w2, b2, w3, b3);
    }

    @Override
    public Tensor loss() {
        Tensor h1 = Functional.linear(x, w1, b1).relu();
        Tensor h2 = Functional.linear(h1, w2, b2).relu();
        return Functional.crossEntropy(Functional.linear(h2, w3, b3), y);
    }
}
