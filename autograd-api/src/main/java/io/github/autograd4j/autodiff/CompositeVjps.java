package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.LogSoftmax;
import io.github.autograd4j.op.Softmax;

/** Rules of composites; those without one are differentiated through their decomposition. */
final class CompositeVjps {
    private CompositeVjps() {}

    static void define() {
        def(Softmax.class, VjpTable.<Softmax>to(CompositeVjps::softmax).savingOut(0));
        def(LogSoftmax.class, VjpTable.<LogSoftmax>to(CompositeVjps::logSoftmax).savingOut(0));
    }

    /** y·(g − Σ g·y). */
    private static Tensor softmax(Tensor g, Context<Softmax> c) {
        Tensor y = c.out(0);
        Tensor gy = g.mul(y);
        return gy.sub(y.mul(gy.sum(true, c.op().axis())));
    }

    /** g − eʸ·Σ g. */
    private static Tensor logSoftmax(Tensor g, Context<LogSoftmax> c) {
        return g.sub(c.out(0).exp().mul(g.sum(true, c.op().axis())));
    }
}
