package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.util.List;

/** Two layers with all weights 1, differentiated by the functional interface: the leaves are not touched. */
final class HasktorchMlp implements Lesson {
    @Override
    public String name() {
        return "hasktorch-mlp";
    }

    @Override
    public String title() {
        return "4 -> 3 ReLU -> 1 sigmoid, squared error, weights all one";
    }

    @Override
    public void teach(Board board) {
        Tensor x = Tensor.of(new double[][] {{-1}, {2}, {-3}, {4}});
        Tensor w1 = Tensor.ones(DType.FLOAT64, 4, 3).requiresGrad(true);
        Tensor w2 = Tensor.ones(DType.FLOAT64, 3, 1).requiresGrad(true);
        List<Tensor> gradients;
        try (GraphTrace trace = board.trace()) {
            trace.name("x", x);
            trace.name("w1", w1);
            trace.name("w2", w2);
            Tensor hidden = trace.name("h", x.t().matmul(w1).relu());
            Tensor y = trace.name("y", hidden.matmul(w2).sigmoid());
            Tensor loss = trace.name("loss", y.pow(2)); // the target is 0
            gradients = Autograd.grad(loss, w1, w2);
            board.show("h", hidden);
            board.show("y", y);
            board.show("loss", loss);
        }
        Tensor w1Grad = gradients.get(0);
        Tensor w2Grad = gradients.get(1);
        board.show("w1_grad", w1Grad);
        board.show("w2_grad", w2Grad);
        compare(board, w1Grad, w2Grad);
    }

    /** h is 2 in every unit, so z = 6 and y = s(6); ReLU passes everything. */
    private static void compare(Board board, Tensor w1Grad, Tensor w2Grad) {
        double y = 1 / (1 + Math.exp(-6));
        double dz = 2 * y * y * (1 - y);
        double h = 2;
        double[] x = {-1, 2, -3, 4};
        double[] expected = new double[12];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = dz * x[i / 3];
        }
        board.check("w1_grad", w1Grad, expected);
        board.check("w2_grad", w2Grad, dz * h, dz * h, dz * h);
        board.check("dL/dw211", w2Grad.get(0).get(0), dz * h);
        board.check("dL/dw111", w1Grad.get(0).get(0), dz * x[0]);

        double seed = 2 * y * Math.exp(-6) / (1 + Math.exp(-6));
        board.say("The text that this follows has 9.8657e-3 and -4.9328e-3 instead. Its formula is\n"
                + "2 (y - t) exp(-z) / (1 + exp(-z)) = 2 (y - t) (1 - y), but dL/dz = 2 (y - t) y (1 - y):\n"
                + "the derivative of the sigmoid s is s (1 - s), and one factor s(6) = 0.9975 is missing.\n"
                + "(It also rounds y to 0.9975 first, hence its last digits.) By its formula:");
        board.keep("seed_w211", seed * h);
        board.keep("seed_w111", seed * x[0]);
    }
}
