package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;
import static io.github.autograd4j.autodiff.VjpTable.to;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Cat;
import io.github.autograd4j.op.Copy;
import io.github.autograd4j.op.Diagonal;
import io.github.autograd4j.op.Embed;
import io.github.autograd4j.op.Expand;
import io.github.autograd4j.op.Permute;
import io.github.autograd4j.op.Reshape;
import io.github.autograd4j.op.Slice;
import io.github.autograd4j.op.Transfer;
import io.github.autograd4j.op.Unfold;
import io.github.autograd4j.op.ViewOp;
import io.github.autograd4j.op.Windows;

/** Rules of views, copies and what joins and pads. */
final class ViewVjps {
    private ViewVjps() {}

    static void define() {
        def(Reshape.class, to((g, c) -> g.reshape(c.shape())));
        def(Permute.class, to((g, c) -> Dispatcher.apply(c.op().inverse(), g)));
        def(Expand.class, to((g, c) -> g)); // summed where all broadcasting is undone
        def(Slice.class, to((g, c) -> embed(g, c)));
        def(Diagonal.class, to((g, c) -> embed(g, c)));
        def(Unfold.class, to(ViewVjps::fold));
        def(Embed.class, to((g, c) -> Dispatcher.apply(c.op().window(), g)));
        def(Copy.class, to((g, c) -> g));
        def(Transfer.class, to((g, c) -> g.to(c.device())));
        def(
                Cat.class,
                to((g, c) -> g.narrow(
                        c.op().axis(), c.op().start(c.operand()), c.op().sizes().get(c.operand()))));
    }

    private static <O extends ViewOp> Tensor embed(Tensor g, Context<O> c) {
        return Dispatcher.apply(new Embed(c.op(), c.shape(), 0), g);
    }

    /** Windows that overlap are added up. */
    private static Tensor fold(Tensor g, Context<Unfold> c) {
        Unfold window = c.op();
        if (window.step() >= window.size()) {
            return embed(g, c);
        }
        return Windows.fold(g, window.axis(), c.shape().dim(window.axis()), window.step(), 1);
    }
}
