package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.util.ArrayList;
import java.util.List;

/** A multi-layer perceptron of tanh units learns to tell two interleaved half-moons apart by mini-batch gradient descent. */
final class PerceptronMlp implements Lesson {
    private static final long[] WIDTHS = {2, 16, 16, 1};
    private static final int EPOCHS = 60;
    private static final int BATCH = 16;
    private static final double RATE = 0.2;

    @Override
    public String name() {
        return "perceptron-mlp";
    }

    @Override
    public String title() {
        return "tanh perceptrons 2 -> 16 -> 16 -> 1, mean squared error, two half-moons";
    }

    @Override
    public void teach(Board board) {
        Moons train = Moons.generate(1, 512);
        Moons test = Moons.generate(2, 512);
        Tensor points = Tensor.of(train.points(), train.size(), 2);
        Tensor labels = Tensor.of(train.labels(), train.size(), 1);
        List<Tensor> weights = weights(Rng.of(3));
        firstGradients(board, weights, points, labels);
        Rng order = Rng.of(4);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            double loss = epoch(weights, points, labels, order);
            if (epoch % 15 == 0) {
                board.say(String.format(java.util.Locale.ROOT, "epoch %2d: loss %.4f", epoch, loss));
            }
        }
        double accuracy = accuracy(weights, test);
        board.keep("train_accuracy", accuracy(weights, train));
        board.keep("test_accuracy", accuracy);
        board.expect("more than 98 % of unseen points are told apart", accuracy > 0.98);
    }

    /** A matrix and a row of biases for each layer. */
    private static List<Tensor> weights(Rng rng) {
        List<Tensor> weights = new ArrayList<>();
        for (int layer = 1; layer < WIDTHS.length; layer++) {
            Shape shape = Shape.of(WIDTHS[layer - 1], WIDTHS[layer]);
            Tensor uniform = rng.rand(shape, DType.FLOAT64, Device.current());
            double bound = 1 / Math.sqrt(WIDTHS[layer - 1]);
            weights.add(uniform.mul(2 * bound).sub(bound).requiresGrad(true));
            weights.add(Tensor.zeros(DType.FLOAT64, WIDTHS[layer]).requiresGrad(true));
        }
        return weights;
    }

    private static Tensor predict(List<Tensor> weights, Tensor x) {
        Tensor y = x;
        for (int i = 0; i < weights.size(); i += 2) {
            y = y.matmul(weights.get(i)).add(weights.get(i + 1)).tanh();
        }
        return y;
    }

    private static Tensor loss(List<Tensor> weights, Tensor x, Tensor labels) {
        return predict(weights, x).sub(labels).square().mean();
    }

    /** One pass over the data in random order; returns the mean loss. */
    private static double epoch(List<Tensor> weights, Tensor points, Tensor labels, Rng rng) {
        double sum = 0;
        long n = points.size(0);
        try (Scope epoch = Scope.open()) {
            Tensor order = epoch.keep(rng.randperm(n));
            for (long start = 0; start < n; start += BATCH) {
                Tensor batch = order.narrow(0, start, BATCH);
                sum += step(weights, points.indexSelect(0, batch), labels.indexSelect(0, batch));
            }
        }
        return sum * BATCH / n;
    }

    @SuppressWarnings("try")
    private static double step(List<Tensor> weights, Tensor x, Tensor labels) {
        try (Scope step = Scope.open()) {
            Tensor loss = loss(weights, x, labels);
            loss.backward();
            try (Restore still = Autograd.noGrad()) {
                for (Tensor weight : weights) {
                    weight.subAssign(weight.grad().mul(RATE));
                    weight.zeroGrad();
                }
            }
            return loss.item();
        }
    }

    @SuppressWarnings("try")
    private static double accuracy(List<Tensor> weights, Moons moons) {
        try (Scope evaluation = Scope.open();
                Restore still = Autograd.noGrad()) {
            Tensor y = predict(weights, Tensor.of(moons.points(), moons.size(), 2));
            Tensor labels = Tensor.of(moons.labels(), moons.size(), 1);
            return y.mul(labels).gt(0).to(DType.FLOAT64).mean().item();
        }
    }

    /** Compares all gradients of the first batch with back-propagation by hand. */
    private static void firstGradients(Board board, List<Tensor> weights, Tensor points, Tensor labels) {
        Tensor x = points.narrow(0, 0, BATCH);
        Tensor t = labels.narrow(0, 0, BATCH);
        try (GraphTrace trace = board.trace()) {
            trace.name("x", x);
            trace.name("labels", t);
            for (int i = 0; i < weights.size(); i++) {
                trace.name((i % 2 == 0 ? "W" : "b") + (i / 2 + 1), weights.get(i));
            }
            trace.name("loss", loss(weights, x, t)).backward();
        }
        double[][] values = weights.stream().map(Tensor::toDoubleArray).toArray(double[][]::new);
        double[][] expected = MlpByHand.gradients(WIDTHS, values, x.toDoubleArray(), t.toDoubleArray());
        for (int i = 0; i < weights.size(); i++) {
            board.check(
                    (i % 2 == 0 ? "dL/dW" : "dL/db") + (i / 2 + 1),
                    weights.get(i).grad(),
                    expected[i]);
            weights.get(i).zeroGrad();
        }
    }
}
