package io.github.autograd4j.it;

import io.github.autograd4j.Device;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import java.util.List;

/** Trains a small convolutional network for a few steps and prints where and what; started as a program of its own. */
final class LaunchProgram {
    private LaunchProgram() {}

    /** Runs it. */
    public static void main(String[] args) {
        System.out.println("device " + Device.cpu() + ", " + Device.cpu().info().detail());
        System.out.println("module " + Tensor.class.getModule().isNamed());
        Rng rng = Rng.of(5);
        Tensor x = rng.rand(32, 1, 28, 28);
        Tensor y = Tensor.arange(32).remainder(10);
        Tensor convolution = rng.rand(8, 1, 3, 3).sub(0.5).requiresGrad(true);
        Tensor dense = rng.rand(10, 8 * 14 * 14).sub(0.5).mul(0.1).requiresGrad(true);
        StringBuilder losses = new StringBuilder("losses");
        for (int step = 0; step < 5; step++) {
            Tensor h = Functional.conv2d(x, convolution, null, 1, 1, 1, 1).relu();
            Tensor logits = Functional.linear(Functional.maxPool2d(h, 2).flatten(1, -1), dense, null);
            Tensor loss = Functional.crossEntropy(Functional.gelu(logits), y);
            for (Tensor parameter : List.of(convolution, dense)) {
                parameter.zeroGrad();
            }
            loss.backward();
            io.github.autograd4j.Autograd.noGrad(() -> {
                convolution.subAssign(convolution.grad().mul(0.05));
                dense.subAssign(dense.grad().mul(0.05));
                return null;
            });
            losses.append(' ').append(loss.toFloatArray()[0]);
        }
        System.out.println(losses);
    }
}
