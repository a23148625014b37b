package io.github.autograd4j.examples.tour;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;

/** A leaf that is used twice gets the sum of what comes back. */
final class TwoLeaves implements Lesson {
    @Override
    public String name() {
        return "two-leaves";
    }

    @Override
    public String title() {
        return "(a + b) (b + 1) at a = 2, b = 1";
    }

    @Override
    public void teach(Board board) {
        Tensor a = Tensor.scalar(2f).requiresGrad(true);
        Tensor b = Tensor.scalar(1f).requiresGrad(true);
        Tensor e;
        try (GraphTrace trace = board.trace()) {
            trace.name("a", a);
            trace.name("b", b);
            Tensor c = trace.name("c", a.add(b));
            Tensor d = trace.name("d", b.add(1));
            e = trace.name("e", c.mul(d));
            e.backward();
            board.show("c", c);
            board.show("d", d);
            board.show("e", e);
        }
        board.show("a", a);
        board.show("a.grad", a.grad());
        board.show("b", b);
        board.show("b.grad", b.grad());
        board.check("value", e, 6);
        board.check("a_grad", a.grad(), 1 + 1);
        board.check("b_grad", b.grad(), (1 + 1) + (2 + 1));
    }
}
