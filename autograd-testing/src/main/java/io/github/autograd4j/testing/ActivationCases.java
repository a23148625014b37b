package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.binary;
import static io.github.autograd4j.testing.OpCase.unary;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** Activations and element-wise losses. */
final class ActivationCases {
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double SELU_SCALE = 1.0507009873554805;

    private ActivationCases() {}

    static List<OpCase> activations() {
        return List.of(
                unary("relu(functional)", Functional::relu)
                        .as(OpClass.EXACT)
                        .domain(-3, 3, 0)
                        .reference(x -> Math.max(x, 0)),
                unary("relu6", Functional::relu6)
                        .as(OpClass.EXACT)
                        .domain(-3, 9, 0, 6)
                        .reference(x -> Math.min(Math.max(x, 0), 6)),
                unary("hardtanh(-1 2)", x -> Functional.hardtanh(x, -1, 2))
                        .as(OpClass.EXACT)
                        .domain(-3, 4, -1, 2)
                        .reference(x -> Math.min(Math.max(x, -1), 2)),
                unary("leakyRelu(0.25)", x -> Functional.leakyRelu(x, 0.25))
                        .as(OpClass.ARITHMETIC)
                        .domain(-3, 3, 0)
                        .reference(x -> x > 0 ? x : 0.25 * x),
                unary("elu(1.5)", x -> Functional.elu(x, 1.5))
                        .domain(-3, 3, 0)
                        .reference(x -> x > 0 ? x : 1.5 * Math.expm1(x)),
                unary("selu", Functional::selu)
                        .domain(-3, 3, 0)
                        .reference(x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x))),
                unary("gelu", Functional::gelu).reference(x -> x / 2 * (1 + ScalarMath.erf(x / Math.sqrt(2)))),
                unary("geluTanh", Functional::geluTanh)
                        .reference(x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
                unary("silu", Functional::silu).reference(x -> x / (1 + Math.exp(-x))),
                unary("mish", Functional::mish).reference(x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
                unary("softplus", Functional::softplus).reference(x -> Math.log1p(Math.exp(x))),
                unary("softplus(2 4)", x -> Functional.softplus(x, 2, 4))
                        .domain(-3, 3, 2)
                        .reference(x -> 2 * x > 4 ? x : Math.log1p(Math.exp(2 * x)) / 2),
                unary("sigmoid(functional)", Functional::sigmoid)
                        .as(OpClass.TRANSCENDENTAL)
                        .reference(x -> 1 / (1 + Math.exp(-x))),
                unary("tanh(functional)", Functional::tanh)
                        .as(OpClass.TRANSCENDENTAL)
                        .reference(Math::tanh),
                unary("logSigmoid", Functional::logSigmoid)
                        .as(OpClass.TRANSCENDENTAL)
                        .reference(x -> -Math.log1p(Math.exp(-x))),
                unary("hardsigmoid", Functional::hardsigmoid)
                        .domain(-5, 5, -3, 3)
                        .reference(x -> Math.min(Math.max(x / 6 + 0.5, 0), 1)),
                unary("hardswish", Functional::hardswish)
                        .domain(-5, 5, -3, 3)
                        .reference(x -> x * Math.min(Math.max(x / 6 + 0.5, 0), 1)));
    }

    private interface Loss {
        Tensor of(Tensor x, Tensor target, Reduction reduction);
    }

    static List<OpCase> losses() {
        List<OpCase> cases = new ArrayList<>();
        add(cases, "mseLoss", -3, 3, Functional::mseLoss, (x, t) -> (x - t) * (x - t));
        add(cases, "l1Loss", -3, 3, Functional::l1Loss, (x, t) -> Math.abs(x - t));
        add(cases, "smoothL1Loss", -3, 3, (x, t, r) -> Functional.smoothL1Loss(x, t, 0.5, r), (x, t) -> {
            double z = Math.abs(x - t);
            return z < 0.5 ? z * z : z - 0.25;
        });
        add(cases, "huberLoss", -3, 3, (x, t, r) -> Functional.huberLoss(x, t, 2, r), (x, t) -> {
            double z = Math.abs(x - t);
            return z <= 2 ? z * z / 2 : 2 * (z - 1);
        });
        add(
                cases,
                "binaryCrossEntropy",
                0.05,
                0.95,
                Functional::binaryCrossEntropy,
                (x, t) -> -t * Math.log(x) - (1 - t) * Math.log(1 - x));
        add(
                cases,
                "binaryCrossEntropyWithLogits",
                -3,
                3,
                Functional::binaryCrossEntropyWithLogits,
                (x, t) -> Math.log1p(Math.exp(x)) - x * t);
        add(cases, "klDiv", 0.1, 2, Functional::klDiv, (x, t) -> t * (Math.log(t) - x));
        add(cases, "klDivLog", -2, 2, Functional::klDivLog, (x, t) -> Math.exp(t) * (t - x));
        cases.add(binary("mseLoss", Functional::mseLoss, "[2,3][2,3]")
                .as(OpClass.REDUCTION)
                .oracle(x -> total(x, (a, b) -> (a - b) * (a - b), 6)));
        cases.add(binary("l1Loss", Functional::l1Loss, "[2,3][2,3]")
                .as(OpClass.REDUCTION)
                .oracle(x -> total(x, (a, b) -> Math.abs(a - b), 6)));
        return cases;
    }

    /** A loss without reduction on all shapes, and with each kind on some. */
    private static void add(
            List<OpCase> cases, String name, double low, double high, Loss loss, DoubleBinaryOperator truth) {
        cases.add(binary(name + "(none)", (x, t) -> loss.of(x, t, Reduction.NONE))
                .domain(low, high)
                .reference(truth));
        for (Reduction reduction : List.of(Reduction.MEAN, Reduction.SUM, Reduction.BATCH_MEAN)) {
            cases.add(binary(name + "(" + reduction + ")", (x, t) -> loss.of(x, t, reduction), "[2,3][2,3]", "[5,2][2]")
                    .domain(low, high)
                    .as(OpClass.REDUCTION)
                    .oracle(x -> total(x, truth, divisor(reduction, x[0]))));
        }
    }

    private static double divisor(Reduction reduction, Values x) {
        return switch (reduction) {
            case MEAN -> x.elements().length;
            case BATCH_MEAN -> x.shape().dim(0);
            default -> 1;
        };
    }

    private static Values total(Values[] x, DoubleBinaryOperator truth, double divisor) {
        Values losses = x[0].to(DType.FLOAT64).zip(DType.FLOAT64, x[1], truth);
        return Values.generate(x[0].dtype(), Shape.SCALAR, i -> Oracles.sum(losses.elements()) / divisor);
    }
}
