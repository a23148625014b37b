package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;

/** The sum over paths: how the first weight acts on the loss through both units of the second hidden layer. */
final class TwoLayerDerivation implements Lesson {
    private static final double[] X = {0.6, -1.1};
    private static final double TARGET = 0.25;
    /** Row n, column m: from unit m of the layer before to unit n. */
    private static final double[][] W1 = {{0.7, -0.4}, {0.2, 0.9}};

    private static final double[][] W2 = {{-0.5, 0.8}, {1.2, 0.3}};
    private static final double[] W3 = {0.9, -0.6};

    @Override
    public String name() {
        return "two-layer-derivation";
    }

    @Override
    public String title() {
        return "2 -> 2 -> 2 -> 1, sigmoid in the hidden layers, L = (y - t)^2 / 2";
    }

    @Override
    public void teach(Board board) {
        Tensor x = Tensor.of(X, 2, 1);
        Tensor w1 = Tensor.of(W1).requiresGrad(true);
        Tensor w2 = Tensor.of(W2).requiresGrad(true);
        Tensor w3 = Tensor.of(W3, 1, 2).requiresGrad(true);
        try (GraphTrace trace = board.trace()) {
            trace.name("x", x);
            trace.name("w1", w1);
            trace.name("w2", w2);
            trace.name("w3", w3);
            Tensor a1 = trace.name("a1", trace.name("z1", w1.matmul(x)).sigmoid());
            Tensor a2 = trace.name("a2", trace.name("z2", w2.matmul(a1)).sigmoid());
            Tensor y = trace.name("y", w3.matmul(a2));
            trace.name("L", y.sub(TARGET).square().mul(0.5)).backward();
            board.show("y", y);
        }
        board.show("dL/dw1", w1.grad());
        compare(board, w1.grad());
    }

    private static void compare(Board board, Tensor gradient) {
        double[] z1 = product(W1, X);
        double[] z2 = product(W2, new double[] {sigmoid(z1[0]), sigmoid(z1[1])});
        double y = W3[0] * sigmoid(z2[0]) + W3[1] * sigmoid(z2[1]);
        double paths = 0;
        double seed = 0;
        for (int n = 0; n < 2; n++) {
            paths += W3[n] * slope(z2[n]) * W2[n][0];
            seed += W3[0] * slope(z2[n]) * W2[0][0];
        }
        board.check("dL/dw1_11", gradient.get(0).get(0), (y - TARGET) * paths * slope(z1[0]) * X[0]);
        board.say("dL/dw1_11 = (y - t) sum_n(w3_1n f'(z2_n) w2_n1) f'(z1_1) x_1. The last line of the text that\n"
                + "this follows loses the factor f'(z1_1) x_1 and writes w3_11 and w2_11 for both paths:");
        board.keep("seed_w1_11", (y - TARGET) * seed);
    }

    private static double[] product(double[][] w, double[] v) {
        return new double[] {w[0][0] * v[0] + w[0][1] * v[1], w[1][0] * v[0] + w[1][1] * v[1]};
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double slope(double z) {
        return sigmoid(z) * (1 - sigmoid(z));
    }
}
