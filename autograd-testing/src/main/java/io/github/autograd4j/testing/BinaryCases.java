package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;
import static io.github.autograd4j.testing.OpCase.NUMERIC;
import static io.github.autograd4j.testing.OpCase.binary;
import static io.github.autograd4j.testing.OpCase.unary;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.ScalarOp;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** Functions of two or three elements, or of one and a scalar. */
final class BinaryCases {
    private BinaryCases() {}

    static List<OpCase> tensors() {
        return List.of(
                binary("add", Tensor::add).dtypes(ALL).as(OpClass.ARITHMETIC).reference((a, b) -> a + b),
                binary("sub", Tensor::sub)
                        .dtypes(NUMERIC)
                        .as(OpClass.ARITHMETIC)
                        .reference((a, b) -> a - b),
                binary("mul", Tensor::mul).dtypes(ALL).as(OpClass.ARITHMETIC).reference((a, b) -> a * b),
                binary("div", Tensor::div)
                        .dtypes(NUMERIC)
                        .as(OpClass.ARITHMETIC)
                        .domainOf(1, -3, 3, 0)
                        .gives(Oracles::floating)
                        .reference((a, b) -> a / b),
                binary("floorDivide", Tensor::floorDivide)
                        .dtypes(NUMERIC)
                        .as(OpClass.ARITHMETIC)
                        .domainOf(1, -3, 3, 0)
                        .reference((a, b) -> Math.floor(a / b)),
                binary("truncDivide", Tensor::truncDivide)
                        .dtypes(NUMERIC)
                        .as(OpClass.ARITHMETIC)
                        .domainOf(1, -3, 3, 0)
                        .reference((a, b) -> (long) (a / b)),
                binary("remainder", Tensor::remainder)
                        .dtypes(NUMERIC)
                        .as(OpClass.COMPOUND)
                        .domainOf(1, -3, 3, 0)
                        .reference((a, b) -> ScalarMath.binary(ScalarOp.REMAINDER, a, b)),
                binary("pow", Tensor::pow)
                        .dtypes(NUMERIC)
                        .as(OpClass.TRANSCENDENTAL)
                        .domainOf(0, 0.2, 3)
                        .domainOf(1, 0, 3)
                        .reference(Math::pow),
                binary("maximum", Tensor::maximum).dtypes(ALL).as(OpClass.EXACT).reference(Math::max),
                binary("minimum", Tensor::minimum).dtypes(ALL).as(OpClass.EXACT).reference(Math::min),
                binary("atan2", Tensor::atan2)
                        .dtypes(NUMERIC)
                        .as(OpClass.TRANSCENDENTAL)
                        .domain(-3, 3, 0)
                        .gives(Oracles::floating)
                        .reference(Math::atan2),
                comparison("eq", Tensor::eq, (a, b) -> a == b),
                comparison("ne", Tensor::ne, (a, b) -> a != b),
                comparison("lt", Tensor::lt, (a, b) -> a < b),
                comparison("le", Tensor::le, (a, b) -> a <= b),
                comparison("gt", Tensor::gt, (a, b) -> a > b),
                comparison("ge", Tensor::ge, (a, b) -> a >= b),
                comparison("logicalAnd", Tensor::logicalAnd, (a, b) -> a != 0 && b != 0),
                comparison("logicalOr", Tensor::logicalOr, (a, b) -> a != 0 || b != 0),
                comparison("logicalXor", Tensor::logicalXor, (a, b) -> a != 0 != (b != 0)),
                binary("lerp(0.25)", (a, b) -> a.lerp(b, 0.25)).reference((a, b) -> a + 0.25 * (b - a)),
                ternary("lerp", x -> x[0].lerp(x[1], x[2]), (a, b, w) -> a + w * (b - a)),
                ternary("where", x -> Tensor.where(x[0], x[1], x[2]), (c, a, b) -> c != 0 ? a : b)
                        .mask(0)
                        .dtypes(ALL)
                        .as(OpClass.EXACT),
                binary("maskedFill(2)", (x, mask) -> x.maskedFill(mask, 2))
                        .mask(1)
                        .dtypes(NUMERIC)
                        .as(OpClass.EXACT)
                        .reference((x, mask) -> mask != 0 ? 2 : x));
    }

    static List<OpCase> scalars() {
        return List.of(
                scalar("add(2.5)", x -> x.add(2.5), x -> x + 2.5),
                scalar("sub(2.5)", x -> x.sub(2.5), x -> x - 2.5),
                scalar("mul(-0.5)", x -> x.mul(-0.5), x -> x * -0.5),
                scalar("div(-0.5)", x -> x.div(-0.5), x -> x / -0.5),
                scalar("floorDivide(1.5)", x -> x.floorDivide(1.5), x -> Math.floor(x / 1.5)),
                scalar("truncDivide(1.5)", x -> x.truncDivide(1.5), x -> (long) (x / 1.5)),
                scalar("remainder(1.5)", x -> x.remainder(1.5), x -> x - 1.5 * Math.floor(x / 1.5))
                        .as(OpClass.COMPOUND),
                scalar("pow(2.5)", x -> x.pow(2.5), x -> Math.pow(x, 2.5))
                        .as(OpClass.TRANSCENDENTAL)
                        .domain(0.2, 3),
                scalar("pow(-1.0)", x -> x.pow(-1.0), x -> 1 / x)
                        .as(OpClass.TRANSCENDENTAL)
                        .domain(0.2, 3),
                scalar("rsub(2.5)", x -> x.rsub(2.5), x -> 2.5 - x),
                scalar("rdiv(2.5)", x -> x.rdiv(2.5), x -> 2.5 / x).domain(-3, 3, 0),
                scalar("rpow(2.5)", x -> x.rpow(2.5), x -> Math.pow(2.5, x)).as(OpClass.TRANSCENDENTAL),
                integer("add(2L)", x -> x.add(2L), x -> x + 2),
                integer("sub(2L)", x -> x.sub(2L), x -> x - 2),
                integer("mul(3L)", x -> x.mul(3L), x -> x * 3),
                integer("floorDivide(2L)", x -> x.floorDivide(2L), x -> Math.floor(x / 2)),
                integer("truncDivide(2L)", x -> x.truncDivide(2L), x -> (long) (x / 2)),
                integer("remainder(2L)", x -> x.remainder(2L), x -> x - 2 * Math.floor(x / 2))
                        .as(OpClass.COMPOUND),
                integer("pow(3L)", x -> x.pow(3L), x -> x * x * x).as(OpClass.TRANSCENDENTAL),
                scalar("div(2L)", x -> x.div(2L), x -> x / 2),
                check("eq(1.0)", x -> x.eq(1.0), x -> x == 1 ? 1 : 0),
                check("ne(1.0)", x -> x.ne(1.0), x -> x != 1 ? 1 : 0),
                check("lt(1.0)", x -> x.lt(1.0), x -> x < 1 ? 1 : 0),
                check("le(1.0)", x -> x.le(1.0), x -> x <= 1 ? 1 : 0),
                check("gt(1.0)", x -> x.gt(1.0), x -> x > 1 ? 1 : 0),
                check("ge(1.0)", x -> x.ge(1.0), x -> x >= 1 ? 1 : 0),
                check("eq(1L)", x -> x.eq(1L), x -> x == 1 ? 1 : 0),
                check("ne(1L)", x -> x.ne(1L), x -> x != 1 ? 1 : 0),
                check("lt(1L)", x -> x.lt(1L), x -> x < 1 ? 1 : 0),
                check("le(1L)", x -> x.le(1L), x -> x <= 1 ? 1 : 0),
                check("gt(1L)", x -> x.gt(1L), x -> x > 1 ? 1 : 0),
                check("ge(1L)", x -> x.ge(1L), x -> x >= 1 ? 1 : 0));
    }

    private interface Predicate {
        boolean test(double a, double b);
    }

    interface Ternary {
        double apply(double a, double b, double c);
    }

    private static OpCase comparison(String name, BiFunction<Tensor, Tensor, Tensor> call, Predicate truth) {
        return binary(name, call)
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .domain(-1, 1)
                .gives(Oracles::bool)
                .reference((a, b) -> truth.test(a, b) ? 1 : 0);
    }

    static OpCase ternary(String name, Function<Tensor[], Tensor> call, Ternary truth) {
        return OpCase.of(
                        name,
                        3,
                        x -> new Tensor[] {call.apply(x)},
                        "[][][]",
                        "[2,3][2,3][2,3]",
                        "[2,3][3][]",
                        "[][2,1][3]",
                        "[2,1,3][1,3][2,1]",
                        "[0][1][0]")
                .oracle(x -> {
                    Shape shape = Shape.broadcast(Shape.broadcast(x[0].shape(), x[1].shape()), x[2].shape());
                    return Values.generate(x[1].dtype(), shape, i -> truth.apply(x[0].at(i), x[1].at(i), x[2].at(i)));
                });
    }

    /** A floating scalar makes integers floating. */
    private static OpCase scalar(String title, Function<Tensor, Tensor> call, DoubleUnaryOperator truth) {
        return unary(title, call)
                .dtypes(NUMERIC)
                .as(OpClass.ARITHMETIC)
                .gives(Oracles::floating)
                .reference(truth);
    }

    /** An integer scalar raises no type but bool. */
    private static OpCase integer(String title, Function<Tensor, Tensor> call, DoubleUnaryOperator truth) {
        return unary(title, call).dtypes(NUMERIC).as(OpClass.ARITHMETIC).reference(truth);
    }

    private static OpCase check(String title, Function<Tensor, Tensor> call, DoubleUnaryOperator truth) {
        return unary(title, call)
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .gives(d -> DType.BOOL)
                .reference(truth);
    }
}
