package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.CrossEntropyOptions;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Reduction;
import java.util.List;
import java.util.function.BiFunction;

/** Losses of classes. */
final class ClassificationCases {
    private static final CrossEntropyOptions PLAIN = CrossEntropyOptions.DEFAULT;

    private ClassificationCases() {}

    static List<OpCase> all() {
        return List.of(
                classes("crossEntropy", Functional::crossEntropy, new Truth(true, null, -100, 0, Reduction.MEAN)),
                classes(
                        "crossEntropy(none)",
                        (x, t) -> Functional.crossEntropy(x, t, PLAIN.reduction(Reduction.NONE)),
                        new Truth(true, null, -100, 0, Reduction.NONE)),
                classes(
                        "crossEntropy(sum, smoothing)",
                        (x, t) -> Functional.crossEntropy(
                                x, t, PLAIN.labelSmoothing(0.25).reduction(Reduction.SUM)),
                        new Truth(true, null, -100, 0.25, Reduction.SUM)),
                classes(
                        "crossEntropy(weights, ignored 1, smoothing)",
                        (x, t) -> Functional.crossEntropy(
                                x, t, PLAIN.weight(weights(x)).ignoreIndex(1).labelSmoothing(0.25)),
                        new Truth(true, WEIGHTS, 1, 0.25, Reduction.MEAN)),
                classes(
                                "crossEntropy(all ignored)",
                                (x, t) -> Functional.crossEntropy(x, t, PLAIN.ignoreIndex(0)),
                                new Truth(true, null, 0, 0, Reduction.MEAN))
                        .shapes("[2,3][2]", "[0,3][0]")
                        .index(1, 1)
                        .orders(0),
                classes(
                        "nllLoss",
                        (x, t) -> Functional.nllLoss(x, t, PLAIN),
                        new Truth(false, null, -100, 0, Reduction.MEAN)),
                classes(
                        "nllLoss(weights, ignored 0)",
                        (x, t) -> Functional.nllLoss(
                                x, t, PLAIN.weight(weights(x)).ignoreIndex(0)),
                        new Truth(false, WEIGHTS, 0, 0, Reduction.MEAN)),
                OpCase.binary("crossEntropy(probabilities)", Functional::crossEntropy, "[3,4][3,4]")
                        .domainOf(1, 0, 1)
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> {
                            Values logs = Oracles.lines(
                                    x[0].to(DType.FLOAT64), DType.FLOAT64, 1, ClassificationCases::logSoftmax);
                            double sum = 0;
                            for (int i = 0; i < logs.elements().length; i++) {
                                sum -= logs.elements()[i] * x[1].elements()[i];
                            }
                            double mean = sum / 3;
                            return Values.generate(x[0].dtype(), Shape.SCALAR, i -> mean);
                        }));
    }

    private static final double[] WEIGHTS = {0.5, 2, 1, 0.25};

    private static Tensor weights(Tensor x) {
        return new Values(DType.FLOAT32, Shape.of(4), WEIGHTS).on(x.device());
    }

    private static double[] logSoftmax(double... x) {
        double total = Oracles.logSumExp(x);
        return java.util.Arrays.stream(x).map(v -> v - total).toArray();
    }

    private static OpCase classes(String title, BiFunction<Tensor, Tensor, Tensor> call, Truth truth) {
        return OpCase.binary(title, call, "[3,4][3]", "[2,4,3][2,3]", "[4][]")
                .index(1, 4)
                .as(OpClass.COMPOSITE)
                .oracle(x -> truth.of(x[0], x[1]));
    }

    /** The definition with all options. */
    private record Truth(boolean logits, double[] weights, int ignored, double smoothing, Reduction reduction) {
        Values of(Values x, Values target) {
            Values wide = x.to(DType.FLOAT64);
            Values logs = logits
                    ? Oracles.lines(
                            wide, DType.FLOAT64, wide.shape().rank() == 1 ? 0 : 1, ClassificationCases::logSoftmax)
                    : wide;
            double[] losses = new double[target.elements().length];
            double divisor = 0;
            int classes = (int) logs.shape().dim(logs.shape().rank() == 1 ? 0 : 1);
            for (int i = 0; i < losses.length; i++) {
                int wanted = (int) target.elements()[i];
                if (wanted == ignored) {
                    continue;
                }
                int[] at = Values.index(target.shape(), i);
                for (int k = 0; k < classes; k++) {
                    double log =
                            at.length == 0 ? logs.at(k) : at.length == 1 ? logs.at(at[0], k) : logs.at(at[0], k, at[1]);
                    double share = (k == wanted ? 1 - smoothing : 0) + smoothing / classes;
                    losses[i] -= share * log * weight(k);
                }
                divisor += weight(wanted);
            }
            if (reduction == Reduction.NONE) {
                return new Values(DType.FLOAT64, target.shape(), losses).to(x.dtype());
            }
            double total = Oracles.sum(losses) / (reduction == Reduction.MEAN ? divisor : 1);
            return Values.generate(x.dtype(), Shape.SCALAR, i -> total);
        }

        private double weight(int k) {
            return weights == null ? 1 : weights[k];
        }
    }
}
