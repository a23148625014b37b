package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;

/** W5: three convolutions, two poolings. */
final class ConvolutionalNetwork implements TrainingWorkload.Network {
    private final Tensor x;
    private final Tensor y;
    private final Tensor w1 = Workload.weight(31, 9, 16, 1, 3, 3);
    private final Tensor w2 = Workload.weight(32, 144, 32, 16, 3, 3);
    private final Tensor w3 = Workload.weight(33, 288, 32, 32, 3, 3);
    private final Tensor w4 = Workload.weight(34, 1568, 10, 1568);
    private final Tensor b1 = Workload.bias(16);
    private final Tensor b2 = Workload.bias(32);
    private final Tensor b3 = Workload.bias(32);
    private final Tensor b4 = Workload.bias(10);

    ConvolutionalNetwork(int batch) {
        x = Workload.uniform(9, 0, 1, batch, 1, 28, 28);
        y = Workload.classes(10, 10, batch);
    }

    @Override
    public List<Tensor> parameters() {
        return List.of(w1, b1, w2, b2, w3, b3, w4, b4);
    }

    @Override
    public Tensor loss() {
        Tensor h1 = Functional.conv2d(x, w1, b1, 1, 1, 1, 1).relu();
        Tensor h2 = Functional.conv2d(h1, w2, b2, 1, 1, 1, 1).relu();
        Tensor h3 = Functional.maxPool2d(h2, 2);
        Tensor h4 = Functional.conv2d(h3, w3, b3, 1, 1, 1, 1).relu();
        Tensor h5 = Functional.maxPool2d(h4, 2);
        return Functional.crossEntropy(Functional.linear(h5.flatten(1, -1), w4, b4), y);
    }
}
