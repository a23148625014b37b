package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;
import static io.github.autograd4j.autodiff.VjpTable.none;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Gather;
import io.github.autograd4j.op.IndexAdd;
import io.github.autograd4j.op.IndexSelect;
import io.github.autograd4j.op.Scatter;
import io.github.autograd4j.op.Sort;
import io.github.autograd4j.spi.ScatterMode;

/** Rules of indexing; what was read several times accumulates. */
final class IndexVjps {
    private IndexVjps() {}

    static void define() {
        def(
                Gather.class,
                VjpTable.<Gather>to((g, c) -> c.zeros().scatterAdd(c.op().axis(), c.in(1), g))
                        .saving(1),
                none());
        def(
                IndexSelect.class,
                VjpTable.<IndexSelect>to((g, c) -> c.zeros().indexAdd(c.op().axis(), c.in(1), g))
                        .saving(1),
                none());
        def(
                Scatter.class,
                VjpTable.<Scatter>to(IndexVjps::overwritten).saving(1),
                none(),
                VjpTable.<Scatter>to((g, c) -> g.gather(c.op().axis(), c.in(1))).saving(1));
        def(
                IndexAdd.class,
                VjpTable.<IndexAdd>to((g, c) -> g),
                none(),
                VjpTable.<IndexAdd>to((g, c) -> g.indexSelect(c.op().axis(), c.in(1)))
                        .saving(1));
        def(
                Sort.class,
                VjpTable.<Sort>to((g, c) -> c.zeros().scatter(c.op().axis(), c.out(1), g))
                        .savingOut(1));
    }

    /** Adding leaves the target's gradient as it is; what was replaced has none. */
    private static Tensor overwritten(Tensor g, Context<Scatter> c) {
        if (c.op().mode() == ScatterMode.ADD) {
            return g;
        }
        Tensor index = c.in(1);
        return g.scatter(c.op().axis(), index, Tensor.zeros(index.shape(), g.dtype(), g.device()));
    }
}
