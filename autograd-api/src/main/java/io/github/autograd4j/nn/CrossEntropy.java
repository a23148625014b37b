package io.github.autograd4j.nn;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Elementwise;

/** Cross-entropy with all of its options; classes lie along axis 1, or axis 0 of a single sample. */
final class CrossEntropy {
    private CrossEntropy() {}

    static Tensor ofLogits(Tensor x, Tensor target, CrossEntropyOptions options) {
        if (!(options.labelSmoothing() >= 0 && options.labelSmoothing() <= 1)) {
            throw new IllegalArgumentException(
                    "crossEntropy: label smoothing must be from 0 to 1, got " + options.labelSmoothing());
        }
        int classes = classAxis("crossEntropy", x);
        if (Elementwise.isHalf(x.dtype())) {
            return Elementwise.widened(x, w -> ofLogits(w, target, options));
        }
        Tensor logs = x.logSoftmax(classes);
        return target.dtype().isFloating()
                ? probabilities(logs, target, classes, options)
                : classes(logs, target, classes, options, "crossEntropy");
    }

    static Tensor ofLogProbabilities(Tensor x, Tensor target, CrossEntropyOptions options) {
        return Elementwise.widened(
                x, w -> classes(w, target, classAxis("nllLoss", w), options.labelSmoothing(0), "nllLoss"));
    }

    private static int classAxis(String name, Tensor x) {
        if (x.rank() == 0) {
            throw new ShapeException(name + ": expected [batch, classes, …] or [classes], got " + x.describe());
        }
        return x.rank() == 1 ? 0 : 1;
    }

    /** Weights along the class axis. */
    private static Tensor weights(Tensor logs, int axis, CrossEntropyOptions options) {
        long[] dims = new long[logs.rank()];
        java.util.Arrays.fill(dims, 1);
        dims[axis] = -1;
        return options.weight().to(logs.dtype()).reshape(dims);
    }

    private static Tensor probabilities(Tensor logs, Tensor target, int axis, CrossEntropyOptions options) {
        if (!target.shape().equals(logs.shape())) {
            throw new ShapeException(
                    "crossEntropy: probabilities " + target.describe() + " do not match the logits " + logs.describe());
        }
        double smoothing = options.labelSmoothing();
        Tensor wanted = smoothing == 0 ? target : target.mul(1 - smoothing).add(smoothing / logs.size(axis));
        Tensor terms = logs.mul(wanted);
        Tensor weighted = options.weight() == null ? terms : terms.mul(weights(logs, axis, options));
        Tensor losses = weighted.sum(axis).neg();
        return switch (options.reduction()) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN, BATCH_MEAN -> losses.sum().div((double) (axis == 0 ? 1 : logs.size(0)));
        };
    }

    private static Tensor classes(Tensor logs, Tensor target, int axis, CrossEntropyOptions options, String name) {
        long[] expected = new long[logs.rank() - 1];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = logs.size(i < axis ? i : i + 1);
        }
        if (!target.shape().equals(Shape.of(expected))) {
            throw new ShapeException(name + ": classes " + target.describe() + " do not match " + logs.describe());
        }
        if (target.dtype().category() != DType.Category.INTEGER) {
            throw new DTypeException(name + ": classes are integers, got " + target.describe());
        }
        Tensor classes = target.to(DType.INT64);
        Tensor ignored = classes.eq(options.ignoreIndex());
        Tensor index = classes.maskedFill(ignored, 0).unsqueeze(axis);
        Tensor weight = options.weight() == null
                ? null
                : weights(logs, axis, options)
                        .expand(logs.shape())
                        .gather(axis, index)
                        .squeeze(axis);
        Tensor losses = logs.gather(axis, index).squeeze(axis).neg();
        if (weight != null) {
            losses = losses.mul(weight);
        }
        double smoothing = options.labelSmoothing();
        if (smoothing > 0) {
            Tensor all = options.weight() == null ? logs : logs.mul(weights(logs, axis, options));
            Tensor even = all.sum(axis).div(-(double) logs.size(axis));
            losses = losses.mul(1 - smoothing).add(even.mul(smoothing));
        }
        losses = losses.maskedFill(ignored, 0);
        return switch (options.reduction()) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case BATCH_MEAN -> losses.sum().div((double) (axis == 0 ? 1 : logs.size(0)));
            case MEAN -> {
                Tensor counted = ignored.logicalNot().to(logs.dtype());
                yield losses.sum().div((weight == null ? counted : counted.mul(weight)).sum());
            }
        };
    }
}
