package io.github.autograd4j.nn;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.autodiff.Elementwise;
import io.github.autograd4j.op.CrossEntropy;

/** Cross-entropy and likelihood with all options; classes lie along axis 1, or axis 0 of a single sample. */
final class ClassLoss {
    private ClassLoss() {}

    static Tensor ofLogits(Tensor x, Tensor target, CrossEntropyOptions options) {
        if (!(options.labelSmoothing() >= 0 && options.labelSmoothing() <= 1)) {
            throw new IllegalArgumentException(
                    "crossEntropy: label smoothing must be from 0 to 1, got " + options.labelSmoothing());
        }
        int axis = classAxis("crossEntropy", x);
        if (target.dtype().isFloating()) {
            return Elementwise.widened(x, w -> probabilities(w.logSoftmax(axis), target, axis, options));
        }
        Tensor classes = classes("crossEntropy", x, target, axis);
        CrossEntropy op = new CrossEntropy(axis, options.ignoreIndex(), options.labelSmoothing());
        Tensor[] parts = options.weight() == null
                ? Dispatcher.applyAll(op, x, classes)
                : Dispatcher.applyAll(
                        op, x, classes, options.weight().to(x.dtype().compute()));
        return reduced(parts[0], parts[2], axis, options.reduction()).to(x.dtype());
    }

    static Tensor ofLogProbabilities(Tensor x, Tensor target, CrossEntropyOptions options) {
        int axis = classAxis("nllLoss", x);
        Tensor classes = classes("nllLoss", x, target, axis);
        return Elementwise.widened(x, w -> likelihood(w, classes, axis, options));
    }

    private static int classAxis(String name, Tensor x) {
        if (x.rank() == 0) {
            throw new ShapeException(name + ": expected [batch, classes, …] or [classes], got " + x.describe());
        }
        return x.rank() == 1 ? 0 : 1;
    }

    /** The targets as int64. */
    private static Tensor classes(String name, Tensor x, Tensor target, int axis) {
        long[] expected = new long[x.rank() - 1];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = x.size(i < axis ? i : i + 1);
        }
        if (!target.shape().equals(Shape.of(expected))) {
            throw new ShapeException(name + ": classes " + target.describe() + " do not match " + x.describe());
        }
        if (target.dtype().category() != DType.Category.INTEGER) {
            throw new DTypeException(name + ": classes are integers, got " + target.describe());
        }
        return target.to(DType.INT64);
    }

    private static Tensor probabilities(Tensor logs, Tensor target, int axis, CrossEntropyOptions options) {
        if (!target.shape().equals(logs.shape())) {
            throw new ShapeException(
                    "crossEntropy: probabilities " + target.describe() + " do not match the logits " + logs.describe());
        }
        double smoothing = options.labelSmoothing();
        Tensor wanted = smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / logs.size(axis));
        Tensor terms = logs.mul(wanted);
        if (options.weight() != null) {
            long[] dims = new long[logs.rank()];
            java.util.Arrays.fill(dims, 1);
            dims[axis] = -1;
            terms = terms.mul(options.weight().to(logs.dtype()).reshape(dims));
        }
        Tensor losses = terms.sum(axis).neg();
        Reduction reduction = options.reduction() == Reduction.MEAN ? Reduction.BATCH_MEAN : options.reduction();
        return reduced(losses, null, axis, reduction);
    }

    private static Tensor likelihood(Tensor logs, Tensor classes, int axis, CrossEntropyOptions options) {
        Tensor ignored = classes.eq(options.ignoreIndex());
        Tensor known = classes.maskedFill(ignored, 0);
        Tensor losses = logs.gather(axis, known.unsqueeze(axis)).squeeze(axis).neg();
        Tensor weights;
        if (options.weight() == null) {
            weights = ignored.logicalNot().to(logs.dtype());
        } else {
            Tensor each = options.weight().to(logs.dtype()).gather(0, known.reshape(-1));
            weights = each.reshape(known.shape()).maskedFill(ignored, 0);
            losses = losses.mul(weights);
        }
        return reduced(losses.maskedFill(ignored, 0), weights, axis, options.reduction());
    }

    /** A mean divides by the sum of the weights. */
    private static Tensor reduced(Tensor losses, Tensor weights, int axis, Reduction reduction) {
        return switch (reduction) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case BATCH_MEAN -> losses.sum().div((double) (axis == 0 ? 1 : losses.size(0)));
            case MEAN -> losses.sum().div(weights.sum());
        };
    }
}
