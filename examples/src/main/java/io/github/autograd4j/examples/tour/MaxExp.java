package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;

/** A maximum passes the gradient on to the larger operand only. */
final class MaxExp implements Lesson {
    @Override
    public String name() {
        return "max-exp";
    }

    @Override
    public String title() {
        return "1 / (-max(exp(x0 w0 + x1 w1), w2))";
    }

    @Override
    public void teach(Board board) {
        Tensor x0 = Tensor.scalar(4f).requiresGrad(true);
        Tensor w0 = Tensor.scalar(1f).requiresGrad(true);
        Tensor x1 = Tensor.scalar(-2f).requiresGrad(true);
        Tensor w1 = Tensor.scalar(2f).requiresGrad(true);
        Tensor w2 = Tensor.scalar(0.5f).requiresGrad(true);
        Tensor out;
        try (GraphTrace trace = board.trace()) {
            trace.name("x0", x0);
            trace.name("w0", w0);
            trace.name("x1", x1);
            trace.name("w1", w1);
            trace.name("w2", w2);
            Tensor y0 = trace.name("y0", x0.mul(w0));
            Tensor y1 = trace.name("y1", x1.mul(w1));
            Tensor y2 = trace.name("y2", y0.add(y1));
            Tensor y3 = trace.name("y3", y2.exp());
            Tensor y4 = trace.name("y4", y3.maximum(w2));
            Tensor y5 = trace.name("y5", y4.mul(-1));
            out = trace.name("y6", y5.rdiv(1));
            out.backward();
            Tensor[] steps = {y0, y1, y2, y3, y4, y5, out};
            for (int i = 0; i < steps.length; i++) {
                board.show("y" + i, steps[i]);
            }
        }
        // With e = exp(x0 w0 + x1 w1) = exp(0) = 1 > w2 the function is -1/e, and its derivative by e is 1/e^2 = 1.
        board.check("value", out, -1);
        board.check("x0_grad", x0.grad(), 1);
        board.check("w0_grad", w0.grad(), 4);
        board.check("x1_grad", x1.grad(), 2);
        board.check("w1_grad", w1.grad(), -2);
        board.check("w2_grad", w2.grad(), 0);
    }
}
