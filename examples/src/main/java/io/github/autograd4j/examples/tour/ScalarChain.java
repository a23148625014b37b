package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;

/** The chain rule at its smallest: one number through two lines. */
final class ScalarChain implements Lesson {
    @Override
    public String name() {
        return "scalar-chain";
    }

    @Override
    public String title() {
        return "y = w1 x1 + b1, z = w2 y + b2";
    }

    @Override
    public void teach(Board board) {
        Tensor x1 = Tensor.scalar(1.5).requiresGrad(true);
        Tensor w1 = Tensor.scalar(-0.8).requiresGrad(true);
        Tensor b1 = Tensor.scalar(0.3).requiresGrad(true);
        Tensor w2 = Tensor.scalar(2.5).requiresGrad(true);
        Tensor b2 = Tensor.scalar(-0.1).requiresGrad(true);
        Tensor y;
        try (GraphTrace trace = board.trace()) {
            trace.name("x1", x1);
            trace.name("w1", w1);
            trace.name("b1", b1);
            trace.name("w2", w2);
            trace.name("b2", b2);
            y = trace.name("y", w1.mul(x1).add(b1));
            y.retainGrad(); // only leaves keep their gradient unasked
            Tensor z = trace.name("z", w2.mul(y).add(b2));
            z.backward();
            board.show("y", y);
            board.show("z", z);
        }
        board.check("dz/dw2", w2.grad(), -0.8 * 1.5 + 0.3);
        board.check("dz/db2", b2.grad(), 1);
        board.check("dz/dy", y.grad(), 2.5);
        board.check("dz/dw1", w1.grad(), 2.5 * 1.5);
        board.check("dz/db1", b1.grad(), 2.5);
        board.check("dz/dx1", x1.grad(), 2.5 * -0.8);
        board.say("dz/dw1 is w2 x1: a multiplication passes on what comes back, times the other factor.\n"
                + "(The second chart of the text that this follows writes w1 x1 there; its formulas are right.)");
    }
}
