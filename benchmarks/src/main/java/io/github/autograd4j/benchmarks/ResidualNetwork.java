package io.github.autograd4j.benchmarks;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.ArrayList;
import java.util.List;

/** W9: a stem and three basic blocks, with batch norm. */
final class ResidualNetwork implements TrainingWorkload.Network {
    private final List<Tensor> parameters = new ArrayList<>();
    private final Tensor x;
    private final Tensor y;
    private final Unit stem = new Unit(60, 3, 64, 3, 1);
    private final Unit[] first = {new Unit(61, 64, 64, 3, 1), new Unit(62, 64, 64, 3, 1)};
    private final Unit[] second = {new Unit(63, 64, 64, 3, 1), new Unit(64, 64, 64, 3, 1)};
    private final Unit[] third = {new Unit(65, 64, 128, 3, 2), new Unit(66, 128, 128, 3, 1)};
    private final Unit projection = new Unit(67, 64, 128, 1, 2);
    private final Tensor weight = Workload.weight(68, 128, 10, 128);
    private final Tensor bias = Workload.bias(10);

    ResidualNetwork(int batch) {
        x = Workload.uniform(13, 0, 1, batch, 3, 32, 32);
        y = Workload.classes(14, 10, batch);
        parameters.add(weight);
        parameters.add(bias);
    }

    /** A convolution without bias and its norm. */
    private final class Unit {
        private final Tensor weight;
        private final Tensor gain;
        private final Tensor shift;
        private final Tensor mean;
        private final Tensor variance;
        private final int stride;
        private final int padding;

        Unit(int seed, int from, int to, int kernel, int stride) {
            this.weight = Workload.weight(seed, from * kernel * kernel, to, from, kernel, kernel);
            this.gain = Workload.gain(to);
            this.shift = Workload.bias(to);
            this.mean = Tensor.zeros(to);
            this.variance = Tensor.ones(to);
            this.stride = stride;
            this.padding = kernel / 2;
            parameters.addAll(List.of(weight, gain, shift));
        }

        Tensor apply(Tensor input) {
            Tensor convolved = Functional.conv2d(input, weight, null, stride, padding, 1, 1);
            return Functional.batchNorm(convolved, mean, variance, gain, shift, true, 0.1, 1e-5);
        }
    }

    private static Tensor block(Unit[] units, Tensor input, Tensor shortcut) {
        return units[1].apply(units[0].apply(input).relu()).add(shortcut).relu();
    }

    @Override
    public List<Tensor> parameters() {
        return List.copyOf(parameters);
    }

    @Override
    public Tensor loss() {
        Tensor h = stem.apply(x).relu();
        h = block(first, h, h);
        h = block(second, h, h);
        h = block(third, h, projection.apply(h));
        return Functional.crossEntropy(Functional.linear(h.mean(2, 3), weight, bias), y);
    }
}
