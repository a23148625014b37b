package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.internal.ThreadState;
import io.github.autograd4j.op.ArgReduce;
import io.github.autograd4j.op.Op;
import io.github.autograd4j.op.Pointwise;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.PointwiseVjp;
import io.github.autograd4j.op.Reduce;
import io.github.autograd4j.op.Scan;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import java.util.ArrayList;
import java.util.List;

/** Rules of reductions and scans. */
final class ReduceVjps {
    private ReduceVjps() {}

    static void define() {
        def(Reduce.class, new ReduceRule());
        def(ArgReduce.class, VjpTable.none());
        def(Scan.class, VjpTable.<Scan>to(ReduceVjps::scan));
    }

    /** The gradient of a running sum is the running sum from the other end. */
    private static Tensor scan(Tensor g, Context<Scan> c) {
        int axis = c.op().axis();
        if (c.op().kind() != ScanOp.SUM) {
            throw new io.github.autograd4j.GraphException("backward: cumprod: is not differentiable");
        }
        return g.flip(axis).cumsum(axis).flip(axis);
    }

    /** A reduction's operands get their gradients together, since they go through one prologue. */
    private static final class ReduceRule implements Rule {
        @Override
        public void declare(Op op, Edge[] edges, TensorImpl[] inputs, TensorImpl[] outputs, boolean[] keep) {
            Reduce reduce = (Reduce) op;
            if (reduce.prologue() != null) {
                for (int i = 0; i < inputs.length; i++) {
                    keep[i] = true;
                }
            } else if (reduce.kind() != ReduceOp.SUM) {
                keep[0] = true;
                keep[inputs.length] = true;
            }
        }

        @Override
        public Tensor[] backward(OpNode node, Tensor[] g) {
            Reduce reduce = (Reduce) node.op;
            Edge[] edges = node.edges();
            if (reduce.prologue() == null) {
                Shape shape = edges[0].shape();
                Tensor wide = spread(g[0], reduce, shape);
                return new Tensor[] {
                    switch (reduce.kind()) {
                        case SUM -> wide;
                        case PROD -> product(node.saved(0), node.saved(1), wide, reduce);
                        case MAX, MIN -> extreme(node.saved(0), spread(node.saved(1), reduce, shape), wide, reduce);
                    }
                };
            }
            if (reduce.kind() != ReduceOp.SUM) {
                throw node.undefined("only sums of functions are differentiable");
            }
            Tensor[] inputs = new Tensor[edges.length];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = node.saved(i);
            }
            Tensor wide = spread(g[0], reduce, Pointwise.broadcast(node.name(), inputs));
            return throughPrologue(reduce.prologue(), edges, inputs, wide);
        }

        private static Tensor[] throughPrologue(Pointwise prologue, Edge[] edges, Tensor[] inputs, Tensor g) {
            long needs = 0;
            for (int i = 0; i < edges.length; i++) {
                needs |= edges[i] == null ? 0 : 1L << i;
            }
            PointwiseVjp vjp = prologue.program().vjpOfInputs(needs);
            PointwiseProgram program = vjp.program();
            Tensor[] operands = new Tensor[program.inputCount()];
            for (int k = 0; k < operands.length; k++) {
                operands[k] = vjp.cotangent(k) >= 0 ? g : inputs[vjp.input(k)];
            }
            Tensor[] gradients = new Tensor[edges.length];
            if (program.outputCount() > 0) {
                Tensor[] outputs = Dispatcher.applyAll(program.op(prologue.scalars()), operands);
                for (int i = 0; i < edges.length; i++) {
                    if (edges[i] != null && vjp.gradientOf(i) >= 0) {
                        gradients[i] = outputs[vjp.gradientOf(i)];
                    }
                }
            }
            return gradients;
        }
    }

    /** Puts the reduced axes back and repeats along them. */
    private static Tensor spread(Tensor g, Reduce reduce, Shape shape) {
        Tensor kept = g;
        if (!reduce.keepDims()) {
            long[] dims = shape.toArray();
            for (int axis : reduce.axes()) {
                dims[axis] = 1;
            }
            kept = g.reshape(Shape.of(dims));
        }
        return kept.expand(shape);
    }

    /** Shared evenly by all elements that attain the extreme value; NaN attains NaN. */
    private static Tensor extreme(Tensor x, Tensor extreme, Tensor g, Reduce reduce) {
        Tensor attains = x.eq(extreme).logicalOr(x.ne(x)).to(g.dtype());
        int[] axes = reduce.axes().stream().mapToInt(Integer::intValue).toArray();
        return g.mul(attains).div(axes.length == 0 ? attains : attains.sum(true, axes));
    }

    /** Exact also where elements are 0: each gets the product of the others. */
    private static Tensor product(Tensor x, Tensor out, Tensor g, Reduce reduce) {
        if (x.numel() == 0) {
            return g;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (!reduce.axes().contains(i)) {
                order.add(i);
            }
        }
        int kept = order.size();
        order.addAll(reduce.axes());
        int[] axes = order.stream().mapToInt(Integer::intValue).toArray();
        Tensor rows = x.permute(axes);
        Shape permuted = rows.shape();
        Tensor flat = kept == x.rank() ? rows.unsqueeze(-1) : rows.flatten(kept, -1);
        Tensor others = ThreadState.current().gradEnabled ? othersDifferentiable(flat) : othersByScans(flat);
        int[] inverse = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            inverse[axes[i]] = i;
        }
        return g.mul(others.reshape(permuted).permute(inverse));
    }

    private static Tensor othersByScans(Tensor x) {
        long n = x.size(-1);
        Tensor one = Tensor.ones(x.narrow(-1, 0, 1).shape(), x.dtype(), x.device());
        Tensor before = Tensor.cat(-1, one, x.narrow(-1, 0, n - 1));
        Tensor after = Tensor.cat(-1, one, x.flip(-1).narrow(-1, 0, n - 1));
        Scan products = new Scan(ScanOp.PROD, x.rank() - 1);
        return Dispatcher.apply(products, before)
                .mul(Dispatcher.apply(products, after).flip(-1));
    }

    /** The same by a product of n² factors, which is differentiable in turn. */
    private static Tensor othersDifferentiable(Tensor x) {
        long n = x.size(-1);
        Tensor own = Tensor.eye(n, n, io.github.autograd4j.DType.BOOL, x.device());
        return x.unsqueeze(-2).maskedFill(own, 1.0).prod(false, -1);
    }
}
