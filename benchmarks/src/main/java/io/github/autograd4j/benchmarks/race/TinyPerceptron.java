package io.github.autograd4j.benchmarks.race;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;

/** W7's perceptron of two inputs, two hidden units and one output: as small as a network can be. */
final class TinyPerceptron {
    private final Tensor x = Tensor.of(new float[] {0.5f, -0.3f}, 1, 2);
    private final Tensor target = Tensor.of(new float[] {1}, 1, 1);
    private final Tensor w1 = leaf(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 2, 2);
    private final Tensor b1 = leaf(new float[] {0.01f, 0.02f}, 2);
    private final Tensor w2 = leaf(new float[] {0.5f, -0.6f}, 1, 2);
    private final Tensor b2 = leaf(new float[] {0.03f}, 1);

    private static Tensor leaf(float[] values, long... dims) {
        return Tensor.of(values, dims).requiresGrad(true);
    }

    double loss() {
        w1.zeroGrad();
        b1.zeroGrad();
        w2.zeroGrad();
        b2.zeroGrad();
        Tensor hidden = Functional.linear(x, w1, b1).tanh();
        Tensor loss = Functional.mseLoss(Functional.linear(hidden, w2, b2), target);
        loss.backward();
        return loss.item();
    }
}
