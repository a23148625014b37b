package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;
import java.util.List;

/**
 * Cross-entropy of logits and classes, before any reduction. With p the softmax of the logits x along the class axis, t a
 * target, w the weights of the classes and s the smoothing, a loss is −(1 − s)·w_t·ln p_t − s/C·Σ w_k·ln p_k; that of an
 * ignored target is 0.
 *
 * <p>Operands: logits, int64 targets of their shape without the class axis, and perhaps the weights [classes] in the
 * logits' compute type. Results, of the targets' shape and of the compute type: the losses; ln Σ eˣ; and the weight of
 * each target, 0 of an ignored one, whose sum divides a mean.
 *
 * @param axis the class axis
 * @param ignoreIndex targets of this class count nothing
 * @param smoothing how much of a target goes evenly to all classes
 */
public record CrossEntropy(int axis, long ignoreIndex, double smoothing) implements Composite {
    @Override
    public String name() {
        return "crossEntropy";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec x = Softmax.likeFloating(name(), inputs[0])[0];
        Shape positions = Reduce.reduced(x.shape(), List.of(axis), false);
        if (!inputs[1].shape().equals(positions)) {
            throw new ShapeException(
                    name() + ": classes " + inputs[1].describe() + " do not match " + inputs[0].describe());
        }
        if (inputs[1].dtype() != DType.INT64) {
            throw new DTypeException(name() + ": classes must be int64, got " + inputs[1].describe());
        }
        DType compute = x.dtype().compute();
        if (inputs.length > 2
                && !(inputs[2].dtype() == compute
                        && inputs[2].shape().equals(Shape.of(x.shape().dim(axis))))) {
            throw new ShapeException(
                    name() + ": weights " + inputs[2].describe() + " do not match " + inputs[0].describe()
                            + " (expected " + compute + "[" + x.shape().dim(axis) + "])");
        }
        TensorSpec each = TensorSpec.of(compute, positions);
        return new TensorSpec[] {each, each, each};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0].to(inputs[0].dtype().compute());
        Wanted wanted = Wanted.of(this, inputs[1], inputs.length > 2 ? inputs[2] : null);
        Tensor max = x.detach().amax(true, axis);
        Tensor log = Elementwise.sumOf(Softmax.SHIFTED_EXP, List.of(axis), true, x, max)
                .log();
        Tensor losses = log.sub(x.gather(axis, wanted.index()).sub(max)).squeeze(axis);
        if (wanted.weight() != null) {
            losses = losses.mul(wanted.weight());
        }
        if (smoothing > 0) {
            Tensor even = even(x, max, log, wanted.all()).squeeze(axis);
            losses = losses.mul(1 - smoothing).add(even.mul(smoothing / x.size(axis)));
        }
        Tensor weight = wanted.weight() == null
                ? wanted.ignored().logicalNot().to(x.dtype())
                : wanted.weight().maskedFill(wanted.ignored(), 0);
        return new Tensor[] {
            losses.maskedFill(wanted.ignored(), 0), max.add(log).squeeze(axis), weight
        };
    }

    /** −Σ w_k·ln p_k. */
    private Tensor even(Tensor x, Tensor max, Tensor log, Tensor weights) {
        if (weights == null) {
            Tensor shifted = Elementwise.sumOf(Formulas.SUB, List.of(axis), true, x, max);
            return log.mul((double) x.size(axis)).sub(shifted);
        }
        return log.mul(weights.sum()).sub(x.sub(max).mul(weights).sum(true, axis));
    }

    /**
     * What the targets say.
     *
     * @param ignored which count nothing
     * @param index the classes, with the class axis; of ignored targets any
     * @param weight the weight of each target's class, or null if there are no weights
     * @param all the weights along the class axis, or null
     */
    record Wanted(Tensor ignored, Tensor index, Tensor weight, Tensor all) {
        static Wanted of(CrossEntropy op, Tensor target, Tensor weights) {
            Tensor ignored = target.eq(op.ignoreIndex);
            Tensor known = target.maskedFill(ignored, 0);
            Tensor index = known.unsqueeze(op.axis);
            if (weights == null) {
                return new Wanted(ignored, index, null, null);
            }
            Tensor weight = weights.gather(0, known.reshape(-1)).reshape(target.shape());
            long[] dims = new long[index.rank()];
            java.util.Arrays.fill(dims, 1);
            dims[op.axis] = weights.size(0);
            return new Wanted(ignored, index, weight, weights.reshape(dims));
        }
    }
}
