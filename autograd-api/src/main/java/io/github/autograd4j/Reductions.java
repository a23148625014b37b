package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.autodiff.Elementwise;
import io.github.autograd4j.op.ArgReduce;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.Reduce;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.ReduceOp;
import java.util.ArrayList;
import java.util.List;

/** Reductions: the primitive ones, and those made of them. */
final class Reductions {
    private Reductions() {}

    /** The axes, ascending; all if none is named. */
    private static List<Integer> axes(Tensor x, int... axes) {
        boolean[] chosen = new boolean[x.rank()];
        for (int axis : axes) {
            int at = x.shape().axis(axis);
            if (chosen[at]) {
                throw new ShapeException("reduce: axis " + axis + " appears twice for " + x.describe());
            }
            chosen[at] = true;
        }
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (axes.length == 0 || chosen[i]) {
                list.add(i);
            }
        }
        return List.copyOf(list);
    }

    static Tensor reduce(ReduceOp op, Tensor x, boolean keepDims, int... axes) {
        if (x.rank() == 0 && axes.length > 0) {
            for (int axis : axes) {
                scalarAxis(axis);
            }
            return Dispatcher.apply(new Reduce(op, null, List.of(), keepDims), x);
        }
        return Dispatcher.apply(new Reduce(op, null, axes(x, axes), keepDims), x);
    }

    /** PyTorch lets 0 and −1 name the missing axis of a scalar. */
    static Tensor argReduce(ArgReduceOp op, Tensor x, int axis) {
        return x.rank() == 0
                ? argReduce(op, x.reshape(1), axis)
                : Dispatcher.apply(new ArgReduce(op, x.shape().axis(axis), false), x);
    }

    private static void scalarAxis(int axis) {
        if (axis != 0 && axis != -1) {
            throw new ShapeException("reduce: axis " + axis + " is out of range for rank 0");
        }
    }

    private static List<Integer> list(Tensor x, int... axes) {
        return x.rank() == 0 ? List.of() : axes(x, axes);
    }

    private static long count(Tensor x, int... axes) {
        long count = 1;
        for (int axis : list(x, axes)) {
            count *= x.size(axis);
        }
        return count;
    }

    static Tensor mean(Tensor x, boolean keepDims, int... axes) {
        return Elementwise.widened(
                floating("mean", x), w -> w.sum(keepDims, axes).div((double) count(w, axes)));
    }

    private static Tensor floating(String name, Tensor x) {
        if (!x.dtype().isFloating()) {
            throw new DTypeException(
                    name + ": expected a floating type, got " + x.describe() + "; convert it with to(dtype)");
        }
        return x;
    }

    /** ln Σ e^(x − m) + m with m the largest element, or 0 where that is infinite. */
    static Tensor logsumexp(Tensor x, boolean keepDims, int... axes) {
        return Elementwise.widened(
                x.dtype().isFloating() ? x : x.to(DType.FLOAT32), w -> wideLogsumexp(w, keepDims, axes));
    }

    private static Tensor wideLogsumexp(Tensor input, boolean keepDims, int... axes) {
        if (count(input, axes) == 0) {
            return input.exp().sum(keepDims, axes).log();
        }
        Tensor largest = input.detach().amax(true, axes);
        Tensor shift = largest.maskedFill(largest.abs().eq(Double.POSITIVE_INFINITY), 0);
        Tensor sum = input.sub(shift).exp().sum(keepDims, axes).log();
        return sum.add(shift.reshape(sum.shape()));
    }

    static Tensor any(Tensor x, boolean keepDims, int... axes) {
        return count(x, axes) == 0
                ? constant(x, false, keepDims, axes)
                : reduce(ReduceOp.MAX, x.to(DType.BOOL), keepDims, axes);
    }

    static Tensor all(Tensor x, boolean keepDims, int... axes) {
        return count(x, axes) == 0
                ? constant(x, true, keepDims, axes)
                : reduce(ReduceOp.MIN, x.to(DType.BOOL), keepDims, axes);
    }

    private static Tensor constant(Tensor x, boolean value, boolean keepDims, int... axes) {
        Tensor sums = x.detach().to(DType.INT64).sum(keepDims, axes);
        return Tensor.full(sums.shape(), value ? 1 : 0, DType.BOOL, x.device());
    }

    /** Two passes: the mean, then the squares of what is left. */
    static Tensor var(Tensor x, double correction, boolean keepDims, int... axes) {
        return Elementwise.widened(floating("var", x), w -> wideVar(w, correction, keepDims, axes));
    }

    private static Tensor wideVar(Tensor x, double correction, boolean keepDims, int... axes) {
        Tensor mean = mean(x, true, axes);
        double divisor = Math.max(0, count(x, axes) - correction);
        return Elementwise.sumOf(Formulas.MSE, list(x, axes), keepDims, x, mean).div(divisor);
    }

    static Tensor std(Tensor x, double correction, boolean keepDims, int... axes) {
        return Elementwise.widened(floating("std", x), w -> zeroSafeSqrt(wideVar(w, correction, keepDims, axes)));
    }

    /** √x with derivative 0, not ∞, at 0: there the sub-gradient of least norm is 0. */
    private static Tensor zeroSafeSqrt(Tensor x) {
        Tensor zero = x.detach().eq(0.0);
        return x.maskedFill(zero, 1).sqrt().maskedFill(zero, 0);
    }

    static Tensor norm(Tensor x, double p, boolean keepDims, int... axes) {
        return Elementwise.widened(floating("norm", x), w -> wideNorm(w, p, keepDims, axes));
    }

    private static Tensor wideNorm(Tensor x, double p, boolean keepDims, int... axes) {
        if (p == 2) {
            return zeroSafeSqrt(Elementwise.sumOf(Formulas.SQUARE, list(x, axes), keepDims, x));
        } else if (p == 1) {
            return x.abs().sum(keepDims, axes);
        } else if (p == Double.POSITIVE_INFINITY) {
            return x.abs().amax(keepDims, axes);
        } else if (p == Double.NEGATIVE_INFINITY) {
            return x.abs().amin(keepDims, axes);
        } else if (p == 0) {
            return x.ne(0.0).to(x.dtype()).sum(keepDims, axes);
        }
        Tensor sum = x.abs().pow(p).sum(keepDims, axes);
        Tensor zero = sum.detach().eq(0.0);
        return sum.maskedFill(zero, 1).pow(1 / p).maskedFill(zero, 0);
    }

    static Tensor sumTo(Tensor x, Shape shape) {
        if (x.shape().equals(shape)) {
            return x;
        }
        int lead = x.rank() - shape.rank();
        if (lead < 0 || !x.shape().equals(Shape.broadcast(shape, x.shape()))) {
            throw new ShapeException("sumTo: " + shape + " does not broadcast to " + x.describe());
        }
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i < lead || shape.dim(i - lead) == 1 && x.size(i) != 1) {
                axes.add(i);
            }
        }
        Tensor sum = Dispatcher.apply(new Reduce(ReduceOp.SUM, null, List.copyOf(axes), false), x);
        return sum.reshape(shape);
    }
}
