package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.KinkCase.at;
import static io.github.autograd4j.testing.KinkCase.binary;
import static io.github.autograd4j.testing.KinkCase.unary;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import io.github.autograd4j.Tensor;
import java.util.List;

/**
 * The conventions at kinks, which are PyTorch's, and the limits where formulas overflow. The numbers are closed forms
 * evaluated with 40 digits.
 */
final class KinkCases {
    private static final double INF = POSITIVE_INFINITY;

    private KinkCases() {}

    static List<KinkCase> all() {
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
                unary("truncDivide(2.0)", x -> x.truncDivide(2.0), at(-7, -3, 0, 0)),
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
                binary("floorDivide", Tensor::floorDivide, at(-7, 2, -4, 0, 0), at(1, 0, INF, 0, 0)),
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
}
