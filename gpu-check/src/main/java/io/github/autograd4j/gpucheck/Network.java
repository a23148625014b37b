package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.optim.Optimizer;
import java.util.List;
import java.util.function.Function;

/** A small network with its data, the same on every device, and steps of training. */
final class Network {
    private final Device device;
    private final Tensor inputs;
    private final Tensor targets;
    private final Tensor convolution;
    private final Tensor hidden;
    private final Tensor output;
    private final Optimizer optimizer;

    private Network(Device device, Function<List<Tensor>, Optimizer> optimizer) {
        this.device = device;
        Rng rng = Rng.of(5);
        inputs = rng.rand(64, 1, 16, 16);
        targets = Tensor.arange(64).remainder(10);
        convolution = weight(rng, 1, 8, 1, 3, 3);
        hidden = weight(rng, 0.1, 64, 8 * 8 * 8);
        output = weight(rng, 0.2, 10, 64);
        this.optimizer = optimizer.apply(List.of(convolution, hidden, output));
    }

    @SuppressWarnings("try") // the resource only restores
    static Network on(Device device, Function<List<Tensor>, Optimizer> optimizer) {
        try (Restore ignored = device.use()) {
            return new Network(device, optimizer);
        }
    }

    private static Tensor weight(Rng rng, double scale, long... shape) {
        return rng.rand(shape).sub(0.5).mul(scale).requiresGrad(true);
    }

    /** Returns the loss before the step. */
    @SuppressWarnings("try") // the resource only restores
    double step() {
        try (Restore ignored = device.use()) {
            optimizer.zeroGrad();
            Tensor h = Functional.conv2d(inputs, convolution, null, 1, 1, 1, 1).relu();
            Tensor flat = Functional.maxPool2d(h, 2).flatten(1, -1);
            Tensor logits =
                    Functional.linear(Functional.linear(flat, hidden, null).tanh(), output, null);
            Tensor loss = Functional.crossEntropy(logits, targets);
            loss.backward();
            optimizer.step();
            return loss.item();
        }
    }

    /** A step whose tensors are gone afterwards. */
    @SuppressWarnings("try") // the scope only closes
    double scopedStep() {
        try (Scope ignored = Scope.open()) {
            return step();
        }
    }
}
