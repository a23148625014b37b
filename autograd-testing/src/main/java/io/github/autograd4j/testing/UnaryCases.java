package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;
import static io.github.autograd4j.testing.OpCase.NUMERIC;
import static io.github.autograd4j.testing.OpCase.unary;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Functions of one element. */
final class UnaryCases {
    private UnaryCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>(List.of(
                unary("neg", Tensor::neg).dtypes(NUMERIC).as(OpClass.EXACT).reference(x -> -x),
                unary("abs", Tensor::abs)
                        .dtypes(NUMERIC)
                        .as(OpClass.EXACT)
                        .domain(-3, 3, 0)
                        .reference(Math::abs),
                unary("sign", Tensor::sign)
                        .dtypes(NUMERIC)
                        .as(OpClass.EXACT)
                        .domain(-3, 3, 0)
                        .reference(Math::signum),
                unary("floor", Tensor::floor).dtypes(NUMERIC).as(OpClass.EXACT).reference(Math::floor),
                unary("ceil", Tensor::ceil).dtypes(NUMERIC).as(OpClass.EXACT).reference(Math::ceil),
                unary("round", Tensor::round).dtypes(NUMERIC).as(OpClass.EXACT).reference(Math::rint),
                unary("trunc", Tensor::trunc).dtypes(NUMERIC).as(OpClass.EXACT).reference(x -> (long) x),
                unary("square", Tensor::square)
                        .dtypes(NUMERIC)
                        .as(OpClass.ARITHMETIC)
                        .reference(x -> x * x),
                unary("relu", Tensor::relu)
                        .dtypes(NUMERIC)
                        .as(OpClass.EXACT)
                        .domain(-3, 3, 0)
                        .reference(x -> Math.max(x, 0)),
                unary("logicalNot", Tensor::logicalNot)
                        .dtypes(ALL)
                        .orders(0)
                        .as(OpClass.EXACT)
                        .gives(Oracles::bool)
                        .reference(x -> x == 0 ? 1 : 0),
                function("sqrt", Tensor::sqrt, Math::sqrt)
                        .as(OpClass.ARITHMETIC)
                        .domain(0.1, 5),
                function("rsqrt", Tensor::rsqrt, x -> 1 / Math.sqrt(x)).domain(0.1, 5),
                function("reciprocal", Tensor::reciprocal, x -> 1 / x)
                        .as(OpClass.ARITHMETIC)
                        .domain(-3, 3, 0),
                function("exp", Tensor::exp, Math::exp),
                function("expm1", Tensor::expm1, Math::expm1),
                function("log", Tensor::log, Math::log).domain(0.1, 5),
                function("log1p", Tensor::log1p, Math::log1p).domain(-0.8, 5),
                function("log2", Tensor::log2, x -> Math.log(x) / Math.log(2)).domain(0.1, 5),
                function("log10", Tensor::log10, Math::log10).domain(0.1, 5),
                function("sin", Tensor::sin, Math::sin),
                function("cos", Tensor::cos, Math::cos),
                function("tan", Tensor::tan, Math::tan).domain(-1.3, 1.3),
                function("asin", Tensor::asin, Math::asin).domain(-0.9, 0.9),
                function("acos", Tensor::acos, Math::acos).domain(-0.9, 0.9),
                function("atan", Tensor::atan, Math::atan),
                function("sinh", Tensor::sinh, Math::sinh),
                function("cosh", Tensor::cosh, Math::cosh),
                function("tanh", Tensor::tanh, Math::tanh),
                function("sigmoid", Tensor::sigmoid, x -> 1 / (1 + Math.exp(-x))),
                function("erf", Tensor::erf, ScalarMath::erf),
                unary("clamp(-1, 1.5)", x -> x.clamp(-1, 1.5))
                        .as(OpClass.EXACT)
                        .domain(-3, 3, -1, 1.5)
                        .reference(x -> Math.min(Math.max(x, -1), 1.5)),
                unary("clampMin(-1)", x -> x.clampMin(-1))
                        .as(OpClass.EXACT)
                        .domain(-3, 3, -1)
                        .reference(x -> Math.max(x, -1)),
                unary("clampMax(1)", x -> x.clampMax(1))
                        .as(OpClass.EXACT)
                        .domain(-3, 3, 1)
                        .reference(x -> Math.min(x, 1)),
                unary("copy", Tensor::copy).dtypes(ALL).as(OpClass.EXACT).reference(x -> x),
                unary("contiguous", Tensor::contiguous)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .reference(x -> x)));
        for (DType target : DType.values()) {
            cases.add(unary("to(" + target + ")", x -> x.to(target))
                    .dtypes(ALL)
                    .orders(target.isFloating() ? 2 : 0)
                    .as(OpClass.EXACT)
                    .gives(d -> target)
                    .reference(x -> x));
        }
        return cases;
    }

    private static OpCase function(String name, Function<Tensor, Tensor> call, DoubleUnaryOperator truth) {
        return unary(name, call)
                .dtypes(ALL)
                .as(OpClass.TRANSCENDENTAL)
                .gives(Oracles::floating)
                .reference(truth);
    }
}
