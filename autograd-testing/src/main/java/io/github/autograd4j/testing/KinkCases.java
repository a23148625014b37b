package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.KinkCase.at;
import static io.github.autograd4j.testing.KinkCase.binary;
import static io.github.autograd4j.testing.KinkCase.unary;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Reduction;
import java.util.ArrayList;
import java.util.List;

/**
 * The conventions at kinks, which are PyTorch's, and the limits where formulas overflow. The numbers are closed forms
 * evaluated with 40 digits.
 */
final class KinkCases {
    private static final double INF = POSITIVE_INFINITY;

    private KinkCases() {}

    static List<KinkCase> all() {
        List<KinkCase> all = new ArrayList<>();
        all.addAll(functions());
        all.addAll(pairs());
        all.addAll(reductions());
        all.addAll(activations());
        all.addAll(losses());
        return all;
    }

    private static List<KinkCase> functions() {
        return List.of(
                unary(
                        "relu",
                        Tensor::relu,
                        at(0, 0, 0, 0),
                        at(-0.0, 0, 0, 0),
                        at(NaN, NaN, 1, 0),
                        at(INF, INF, 1, 0),
                        at(-INF, 0, 0, 0),
                        at(3, 3, 1, 0)),
                unary("abs", Tensor::abs, at(0, 0, 0, 0), at(-0.0, 0, 0, 0), at(-INF, INF, -1, 0), at(-2, 2, -1, 0)),
                unary("sign", Tensor::sign, at(0, 0, 0, 0), at(-3, -1, 0, 0), at(NaN, NaN, 0, 0)),
                unary("floor", Tensor::floor, at(2, 2, 0, 0), at(-0.5, -1, 0, 0), at(INF, INF, 0, 0)),
                unary("ceil", Tensor::ceil, at(2, 2, 0, 0), at(-0.5, 0, 0, 0)),
                unary(
                        "round",
                        Tensor::round,
                        at(0.5, 0, 0, 0),
                        at(1.5, 2, 0, 0),
                        at(2.5, 2, 0, 0),
                        at(-0.5, 0, 0, 0),
                        at(-1.5, -2, 0, 0)),
                unary("trunc", Tensor::trunc, at(-1.5, -1, 0, 0), at(1.5, 1, 0, 0)),
                unary("square", Tensor::square, at(0, 0, 0, 2), at(-3, 9, -6, 2)),
                unary(
                        "sqrt",
                        Tensor::sqrt,
                        at(0, 0, INF, -INF),
                        at(4, 2, 0.25, -0.03125),
                        at(-1, NaN, NaN, NaN),
                        at(INF, INF, 0, 0)),
                unary("rsqrt", Tensor::rsqrt, at(0, INF, -INF, INF), at(4, 0.5, -0.0625, 0.0234375)),
                unary(
                        "reciprocal",
                        Tensor::reciprocal,
                        at(0, INF, -INF, INF),
                        at(2, 0.5, -0.25, 0.25),
                        at(INF, 0, 0, 0)),
                unary(
                        "exp",
                        Tensor::exp,
                        at(0, 1, 1, 1),
                        at(1000, INF, INF, INF),
                        at(-1000, 0, 0, 0),
                        at(-INF, 0, 0, 0),
                        at(NaN, NaN, NaN, NaN)),
                unary("expm1", Tensor::expm1, at(0, 0, 1, 1), at(1e-20, 1e-20, 1, 1), at(-INF, -1, 0, 0)),
                unary(
                        "log",
                        Tensor::log,
                        at(0, -INF, INF, -INF),
                        at(1, 0, 1, -1),
                        at(INF, INF, 0, 0),
                        at(-1, NaN, -1, -1)),
                unary("log1p", Tensor::log1p, at(-1, -INF, INF, -INF), at(0, 0, 1, -1), at(1e-20, 1e-20, 1, -1)),
                unary("asin", Tensor::asin, at(1, Math.PI / 2, INF, INF), at(0, 0, 1, 0)),
                unary("acos", Tensor::acos, at(1, 0, -INF, -INF), at(0, Math.PI / 2, -1, 0)),
                unary("atan", Tensor::atan, at(0, 0, 1, 0), at(1, Math.PI / 4, 0.5, -0.5)),
                unary(
                        "tanh",
                        Tensor::tanh,
                        at(0, 0, 1, 0),
                        at(100, 1, 0, 0),
                        at(-100, -1, 0, 0),
                        at(INF, 1, 0, 0),
                        at(-INF, -1, 0, 0)),
                unary(
                        "sigmoid",
                        Tensor::sigmoid,
                        at(0, 0.5, 0.25, 0),
                        at(100, 1, 0, 0),
                        at(-100, 0, 0, 0),
                        at(INF, 1, 0, 0),
                        at(-INF, 0, 0, 0),
                        at(-1000, 0, 0, 0)),
                unary(
                        "erf",
                        Tensor::erf,
                        at(0, 0, 2 / Math.sqrt(Math.PI), 0),
                        at(100, 1, 0, 0),
                        at(-100, -1, 0, 0),
                        at(INF, 1, 0)),
                unary(
                        "clamp(-1, 1)",
                        x -> x.clamp(-1, 1),
                        at(-1, -1, 1, 0),
                        at(1, 1, 1, 0),
                        at(2, 1, 0, 0),
                        at(-2, -1, 0, 0),
                        at(NaN, NaN, 0, 0)),
                unary("clamp(min above max)", x -> x.clamp(2, 1), at(0, 1, 0, 0), at(3, 1, 0, 0)),
                unary("clampMin(0)", x -> x.clampMin(0), at(0, 0, 1, 0), at(-1, 0, 0, 0), at(1, 1, 1, 0)),
                unary("clampMax(0)", x -> x.clampMax(0), at(0, 0, 1, 0), at(1, 0, 0, 0), at(-1, -1, 1, 0)),
                unary("pow(0.0)", x -> x.pow(0.0), at(0, 1, 0, 0), at(NaN, 1, 0, 0), at(3, 1, 0, 0)),
                unary("pow(1.0)", x -> x.pow(1.0), at(0, 0, 1, 0), at(-3, -3, 1, 0)),
                unary("pow(2.0)", x -> x.pow(2.0), at(0, 0, 0, 2), at(-3, 9, -6, 2)),
                unary("pow(3.0)", x -> x.pow(3.0), at(-2, -8, 12, -12), at(0, 0, 0, 0)),
                unary("pow(0.5)", x -> x.pow(0.5), at(0, 0, INF, -INF), at(-2, NaN, NaN, NaN)),
                unary("pow(-1.0)", x -> x.pow(-1.0), at(0, INF, -INF, INF)),
                unary("rpow(0.0)", x -> x.rpow(0.0), at(0, 1, 0, 0), at(2, 0, 0, 0)),
                unary("rpow(1.0)", x -> x.rpow(1.0), at(NaN, 1, 0, 0), at(2, 1, 0, 0)),
                unary("rdiv(1.0)", x -> x.rdiv(1.0), at(0, INF, -INF, INF)),
                unary("remainder(2.0)", x -> x.remainder(2.0), at(-7, 1, 1, 0), at(7, 1, 1, 0)),
                unary("floorDivide(2.0)", x -> x.floorDivide(2.0), at(-7, -4, 0, 0)),
                unary("truncDivide(2.0)", x -> x.truncDivide(2.0), at(-7, -3, 0, 0)));
    }

    private static List<KinkCase> pairs() {
        return List.of(
                binary(
                        "maximum",
                        Tensor::maximum,
                        at(2, 2, 2, 0.5, 0.5, 0, 0, 0),
                        at(1, 2, 2, 0, 1, 0, 0, 0),
                        at(-0.0, 0, 0, 0.5, 0.5)),
                binary("minimum", Tensor::minimum, at(2, 2, 2, 0.5, 0.5, 0, 0, 0), at(1, 2, 1, 1, 0, 0, 0, 0)),
                binary(
                        "div",
                        Tensor::div,
                        at(1, 0, INF, INF, -INF),
                        at(0, 0, NaN, INF, NaN),
                        at(3, 2, 1.5, 0.5, -0.75, 0, -0.25, 0.75)),
                binary("mul", Tensor::mul, at(0, INF, NaN, INF, 0), at(3, 2, 6, 2, 3, 0, 1, 0)),
                binary(
                        "pow",
                        Tensor::pow,
                        at(0, 0, 1, 0, 0),
                        at(0, 2, 0, 0, 0),
                        at(0, 0.5, 0, INF, 0),
                        at(0, -1, INF, -INF, -INF),
                        at(-2, 3, -8, 12, NaN),
                        at(-2, 0.5, NaN, NaN, NaN),
                        at(NaN, 0, 1, 0, NaN),
                        at(1, NaN, 1, NaN, 0)),
                binary(
                        "atan2",
                        Tensor::atan2,
                        at(0, 0, 0, 0, 0),
                        at(0, -1, Math.PI, -1, 0),
                        at(1, 0, Math.PI / 2, 0, -1)),
                binary("remainder", Tensor::remainder, at(-7, 2, 1, 1, 4), at(7, -2, -1, 1, 4), at(7, 2, 1, 1, -3)),
                binary("floorDivide", Tensor::floorDivide, at(-7, 2, -4, 0, 0), at(1, 0, INF, 0, 0)));
    }

    private static List<KinkCase> reductions() {
        return List.of(
                unary(
                        "amax ties",
                        x -> x.amax(),
                        at(5, 5, 0.25, 0),
                        at(5, 5, 0.25, 0),
                        at(5, 5, 0.25, 0),
                        at(5, 5, 0.25, 0)),
                unary("amin ties", x -> x.amin(), at(5, 5, 0.5, 0), at(5, 5, 0.5, 0), at(6, 5, 0, 0)),
                unary("max ties", x -> x.max(0).values(), at(5, 5, 1, 0), at(5, 5, 0, 0), at(1, 5, 0, 0)),
                unary("amax NaN", x -> x.amax(), at(5, NaN, 0, 0), at(NaN, NaN, 1, 0)),
                unary("norm of zeros", x -> x.norm(), at(0, 0, 0, 0), at(0, 0, 0, 0)),
                unary("norm(1) of zeros", x -> x.norm(1, false), at(0, 0, 0, 0), at(0, 0, 0, 0)),
                unary("norm(inf) ties", x -> x.norm(INF, false), at(-2, 2, -0.5, 0), at(2, 2, 0.5, 0)),
                unary("norm(3) of zeros", x -> x.norm(3, false), at(0, 0, 0, 0), at(0, 0, 0, 0)),
                unary("std of constants", x -> x.std(), at(2, 0, 0, 0), at(2, 0, 0, 0), at(2, 0, 0, 0)),
                unary("prod with one zero", x -> x.prod(), at(0, 0, 6, 5), at(2, 0, 0, 3), at(3, 0, 0, 2)),
                unary("prod with two zeros", x -> x.prod(), at(0, 0, 0, 3), at(0, 0, 0, 3), at(3, 0, 0, 0)),
                unary("logsumexp of -inf", x -> x.logsumexp(), at(-INF, -INF, NaN, NaN), at(-INF, -INF, NaN, NaN)),
                unary(
                        "logsumexp at 1000",
                        x -> x.logsumexp(),
                        at(1000, 1000 + Math.log(2), 0.5, 0),
                        at(1000, 1000 + Math.log(2), 0.5, 0)),
                unary("softmax at 1000", x -> x.softmax(0), at(1000, 0.5, 0, 0), at(1000, 0.5, 0, 0)),
                unary("softmax with -inf", x -> x.softmax(0), at(0, 1, 0, 0), at(-INF, 0, 0, 0)),
                unary("softmax of -inf", x -> x.softmax(0), at(-INF, NaN, NaN, NaN), at(-INF, NaN, NaN, NaN)));
    }

    private static List<KinkCase> activations() {
        return List.of(
                unary("relu6", Functional::relu6, at(0, 0, 0, 0), at(6, 6, 0, 0), at(3, 3, 1, 0), at(7, 6, 0, 0)),
                unary("hardtanh", x -> Functional.hardtanh(x, -1, 1), at(-1, -1, 0, 0), at(1, 1, 0, 0), at(0, 0, 1, 0)),
                unary(
                        "leakyRelu",
                        x -> Functional.leakyRelu(x, 0.25),
                        at(0, 0, 0.25, 0),
                        at(-4, -1, 0.25, 0),
                        at(INF, INF, 1, 0),
                        at(-INF, -INF, 0.25, 0)),
                unary(
                        "elu",
                        x -> Functional.elu(x, 1),
                        at(0, 0, 1, 1),
                        at(89, 89, 1, 0),
                        at(1000, 1000, 1, 0),
                        at(-1000, -1, 0, 0)),
                unary(
                        "selu",
                        Functional::selu,
                        at(0, 0, 1.7580993408473768, 1.7580993408473768),
                        at(1000, 1050.7009873554805, 1.0507009873554805, 0),
                        at(-1, -1.1113307378125628, 0.6467686030348141, 0.6467686030348141),
                        at(-1000, -1.7580993408473768, 0, 0)),
                unary(
                        "gelu",
                        Functional::gelu,
                        at(0, 0, 0.5, 0.7978845608028654),
                        at(1, 0.8413447460685429, 1.0833154705876864, 0.24197072451914334),
                        at(100, 100, 1, 0),
                        at(-100, 0, 0, 0)),
                unary(
                        "geluTanh",
                        Functional::geluTanh,
                        at(0, 0, 0.5, 0.7978845608028654),
                        at(1, 0.8411919906082767, 1.0829640838457826, 0.24214819798377296),
                        at(100, 100, 1, 0),
                        at(-100, 0, 0, 0)),
                unary(
                        "silu",
                        Functional::silu,
                        at(0, 0, 0.5, 0.5),
                        at(3, 2.8577223804672998, 1.0881041060151697, -0.032321404521006174),
                        at(100, 100, 1, 0),
                        at(-100, 0, 0, 0)),
                unary(
                        "mish",
                        Functional::mish,
                        at(0, 0, 0.6, 0.64),
                        at(1, 0.8650983882673103, 1.0490362200997922, 0.18468576447332827),
                        at(-1, -0.3034014613741089, 0.05921675587739495, 0.349705673670645),
                        at(100, 100, 1, 0),
                        at(-100, 0, 0, 0)),
                unary(
                        "softplus",
                        Functional::softplus,
                        at(0, Math.log(2), 0.5, 0.25),
                        at(20, 20.000000002061153, 0.9999999979388464),
                        at(20.5, 20.5, 1, 0),
                        at(100, 100, 1, 0),
                        at(-100, 0, 0, 0),
                        at(1000, 1000, 1, 0),
                        at(-1000, 0, 0, 0),
                        at(INF, INF, 1, 0),
                        at(-INF, 0, 0, 0)),
                unary(
                        "softplus without threshold",
                        x -> Functional.softplus(x, 1, 1e30),
                        at(0, Math.log(2), 0.5, 0.25),
                        at(100, 100, 1, 0),
                        at(1000, 1000, 1, 0)),
                unary(
                        "logSigmoid",
                        Functional::logSigmoid,
                        at(0, -Math.log(2), 0.5, -0.25),
                        at(100, 0, 0, 0),
                        at(-100, -100, 1, 0),
                        at(-1000, -1000, 1, 0),
                        at(1000, 0, 0, 0),
                        at(-INF, -INF, 1, 0)),
                unary(
                        "hardsigmoid",
                        Functional::hardsigmoid,
                        at(-3, 0, 0, 0),
                        at(3, 1, 0, 0),
                        at(0, 0.5, 1 / 6.0, 0),
                        at(100, 1, 0, 0)),
                unary(
                        "hardswish",
                        Functional::hardswish,
                        at(-3, 0, 0, 0),
                        at(3, 3, 1, 0),
                        at(0, 0, 0.5, 1 / 3.0),
                        at(-100, 0, 0, 0),
                        at(100, 100, 1, 0)),
                unary(
                        "maxPool1d ties",
                        x -> Functional.maxPool1d(x.reshape(1, 1, 4), 2)
                                .reshape(2)
                                .repeatInterleave(2, 0),
                        at(5, 5, 2, 0),
                        at(5, 5, 0, 0),
                        at(1, 2, 0, 0),
                        at(2, 2, 2, 0)));
    }

    private static List<KinkCase> losses() {
        return List.of(
                binary(
                        "l1Loss",
                        (x, t) -> Functional.l1Loss(x, t, Reduction.NONE),
                        at(2, 2, 0, 0, 0),
                        at(3, 2, 1, 1, -1)),
                binary(
                        "smoothL1Loss",
                        (x, t) -> Functional.smoothL1Loss(x, t, 1, Reduction.NONE),
                        at(2, 2, 0, 0, 0, 1, -1, 1),
                        at(3, 2, 0.5, 1, -1),
                        at(5, 2, 2.5, 1, -1, 0, 0, 0)),
                binary(
                        "huberLoss",
                        (x, t) -> Functional.huberLoss(x, t, 1, Reduction.NONE),
                        at(2, 2, 0, 0, 0, 1, -1, 1),
                        at(3, 2, 0.5, 1, -1),
                        at(5, 2, 2.5, 1, -1, 0, 0, 0)),
                binary(
                        "binaryCrossEntropy",
                        (x, t) -> Functional.binaryCrossEntropy(x, t, Reduction.NONE),
                        at(0, 0, 0, 0),
                        at(1, 1, 0, 0),
                        at(0, 1, 100, -1e12),
                        at(1, 0, 100, 1e12),
                        at(0.5, 1, Math.log(2), -2)),
                binary(
                        "binaryCrossEntropyWithLogits",
                        (x, t) -> Functional.binaryCrossEntropyWithLogits(x, t, Reduction.NONE),
                        at(0, 0.5, Math.log(2), 0, 0, 0.25, -1, 0),
                        at(100, 1, 0, 0, -100, 0, -1, 0),
                        at(-100, 0, 0, 0, 100, 0, -1, 0),
                        at(1000, 0, 1000, 1, -1000, 0, -1, 0),
                        at(-1000, 1, 1000, -1, 1000, 0, -1, 0)),
                binary("klDiv", (x, t) -> Functional.klDiv(x, t, Reduction.NONE), at(-1, 0, 0, 0), at(0, 1, 0, -1, 1)));
    }
}
