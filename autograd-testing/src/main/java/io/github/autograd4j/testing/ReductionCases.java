package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;
import static io.github.autograd4j.testing.OpCase.unary;

import io.github.autograd4j.DType;
import io.github.autograd4j.Indexed;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What combines elements along axes. */
final class ReductionCases {
    private static final String[] ANY_SHAPE = {"[]", "[5]", "[2,3]", "[2,1,3]", "[0]", "[2,0,3]"};
    private static final String[] FILLED = {"[]", "[5]", "[2,3]", "[2,1,3]"};
    private static final String[] CUBES = {"[2,3,4]", "[1,3,2]", "[2,2,2]"};
    private static final String[] MANY = {"[70]", "[3,40]"};

    private ReductionCases() {}

    private interface Call {
        Tensor apply(Tensor x, boolean keepDims, int... axes);
    }

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>();
        for (OpCase c : family("sum", Tensor::sum, Tensor::sum, ANY_SHAPE, Oracles::sum)) {
            cases.add(c.dtypes(ALL).gives(Oracles::counting));
        }
        for (OpCase c : family("prod", Tensor::prod, Tensor::prod, ANY_SHAPE, Oracles::product)) {
            cases.add(c.dtypes(ALL).domain(0.5, 1.5).gives(Oracles::counting));
        }
        for (OpCase c : family("mean", Tensor::mean, Tensor::mean, FILLED, Oracles::mean)) {
            cases.add(c);
        }
        for (OpCase c : family("amax", Tensor::amax, Tensor::amax, FILLED, x -> Arrays.stream(x)
                .max()
                .orElseThrow())) {
            cases.add(c.dtypes(ALL).as(OpClass.EXACT).distinct());
        }
        for (OpCase c : family("amin", Tensor::amin, Tensor::amin, FILLED, x -> Arrays.stream(x)
                .min()
                .orElseThrow())) {
            cases.add(c.dtypes(ALL).as(OpClass.EXACT).distinct());
        }
        for (OpCase c : family(
                "any",
                Tensor::any,
                Tensor::any,
                ANY_SHAPE,
                x -> Arrays.stream(x).anyMatch(v -> v != 0) ? 1 : 0)) {
            cases.add(c.dtypes(ALL).as(OpClass.EXACT).orders(0).domain(0, 1).gives(Oracles::bool));
        }
        for (OpCase c : family(
                "all",
                Tensor::all,
                Tensor::all,
                ANY_SHAPE,
                x -> Arrays.stream(x).allMatch(v -> v != 0) ? 1 : 0)) {
            cases.add(c.dtypes(ALL).as(OpClass.EXACT).orders(0).domain(0, 2).gives(Oracles::bool));
        }
        cases.addAll(family("logsumexp", Tensor::logsumexp, Tensor::logsumexp, FILLED, Oracles::logSumExp));
        cases.addAll(family(
                "var", Tensor::var, (x, keep, axes) -> x.var(1, keep, axes), FILLED, x -> Oracles.variance(x, 1)));
        cases.addAll(family(
                "std",
                Tensor::std,
                (x, keep, axes) -> x.std(1, keep, axes),
                new String[] {"[5]", "[2,3]"},
                x -> Math.sqrt(Oracles.variance(x, 1))));
        cases.add(reduction("var(correction 0, axis 1)", x -> x.var(0, false, 1), x -> Oracles.variance(x, 0), false, 1)
                .shapes(CUBES));
        cases.add(
                reduction("norm", Tensor::norm, x -> Oracles.norm(x, 2), false).shapes(ANY_SHAPE));
        for (double p : new double[] {2, 1, 3, 0.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0}) {
            OpCase c = reduction(
                            "norm(" + p + ", axis 1)",
                            x -> x.norm(p, false, 1),
                            p < 0 ? x -> Arrays.stream(x).map(Math::abs).min().orElseThrow() : x -> Oracles.norm(x, p),
                            false,
                            1)
                    .shapes(CUBES)
                    .domain(-3, 3, 0);
            cases.add(p == 0 ? c.orders(1) : c);
        }
        cases.add(reduction("mean(empty)", Tensor::mean, Oracles::mean, false)
                .shapes("[0]", "[2,0,3]")
                .orders(1));
        cases.add(reduction("logsumexp(empty)", Tensor::logsumexp, Oracles::logSumExp, false)
                .shapes("[0]")
                .orders(1));
        cases.add(reduction("prod(zeros)", Tensor::prod, Oracles::product, false)
                .shapes("[4]", "[2,2]")
                .domain(0, 0)
                .dtypes(ALL)
                .gives(Oracles::counting));
        for (int axis : new int[] {0, 1, -1}) {
            cases.add(reduction("argmax(axis " + axis + ")", x -> x.argmax(axis), Oracles::argmax, false, axis)
                    .shapes(CUBES)
                    .dtypes(ALL)
                    .orders(0)
                    .as(OpClass.EXACT)
                    .gives(Oracles::int64));
            cases.add(reduction("argmin(axis " + axis + ")", x -> x.argmin(axis), Oracles::argmin, false, axis)
                    .shapes(CUBES)
                    .dtypes(ALL)
                    .orders(0)
                    .as(OpClass.EXACT)
                    .gives(Oracles::int64));
            cases.add(indexed("max", axis, x -> x.max(axis), Oracles::argmax));
            cases.add(indexed("min", axis, x -> x.min(axis), Oracles::argmin));
            cases.add(unary("cumsum(axis " + axis + ")", x -> x.cumsum(axis), "[2,3,4]", "[1,3]", "[0,2]")
                    .dtypes(ALL)
                    .as(OpClass.REDUCTION)
                    .gives(Oracles::counting)
                    .typedOracle((x, result) -> Oracles.lines(x[0], result, axis, Oracles::runningSums)));
        }
        cases.add(unary("cumsum(axis 0)", x -> x.cumsum(0), "[]", "[5]", "[70]")
                .dtypes(ALL)
                .as(OpClass.REDUCTION)
                .gives(Oracles::counting)
                .typedOracle((x, result) -> Oracles.lines(x[0], result, 0, Oracles::runningSums)));
        cases.add(reduction("argmax", Tensor::argmax, Oracles::argmax, false)
                .shapes("[5]", "[2,3]", "[]")
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .gives(Oracles::int64));
        cases.add(reduction("argmin", Tensor::argmin, Oracles::argmin, false)
                .shapes("[5]", "[2,3]", "[]")
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .gives(Oracles::int64));
        cases.add(unary("sumTo([3])", x -> x.sumTo(Shape.of(3)), "[2,3]", "[3]", "[2,2,3]")
                .as(OpClass.REDUCTION)
                .oracle(x -> Values.generate(x[0].dtype(), Shape.of(3), i -> {
                    double sum = 0;
                    for (int at = i[0]; at < x[0].elements().length; at += 3) {
                        sum += x[0].elements()[at];
                    }
                    return sum;
                })));
        return cases;
    }

    private interface All {
        Tensor apply(Tensor x, int... axes);
    }

    /** The forms in which most reductions come: all axes, one, several, kept or not. */
    private static List<OpCase> family(
            String name, All all, Call call, String[] shapes, ToDoubleFunction<double[]> truth) {
        return List.of(
                reduction(name, x -> all.apply(x), truth, false).shapes(shapes),
                reduction(name + "(axis 0)", x -> all.apply(x, 0), truth, false, 0)
                        .shapes(CUBES),
                reduction(name + "(axis -1)", x -> all.apply(x, -1), truth, false, -1)
                        .shapes(MANY),
                reduction(name + "(axis 1, kept)", x -> call.apply(x, true, 1), truth, true, 1)
                        .shapes(CUBES),
                reduction(name + "(axes 0 2)", x -> call.apply(x, false, 2, 0), truth, false, 0, 2)
                        .shapes(CUBES));
    }

    private static OpCase reduction(
            String title, Function<Tensor, Tensor> call, ToDoubleFunction<double[]> truth, boolean keep, int... axes) {
        return unary(title, call)
                .as(OpClass.REDUCTION)
                .typedOracle((x, result) -> Oracles.reduce(x[0], result, keep, axes, truth));
    }

    private static OpCase indexed(
            String name, int axis, Function<Tensor, Indexed> call, ToDoubleFunction<double[]> at) {
        return OpCase.of(
                        name + "(axis " + axis + ")",
                        1,
                        x -> new Tensor[] {
                            call.apply(x[0]).values(), call.apply(x[0]).indices()
                        },
                        CUBES)
                .dtypes(ALL)
                .as(OpClass.EXACT)
                .distinct()
                .oracles((x, result) -> new Values[] {
                    Oracles.reduce(x[0], x[0].dtype(), false, new int[] {axis}, v -> v[(int) at.applyAsDouble(v)]),
                    Oracles.reduce(x[0], DType.INT64, false, new int[] {axis}, at)
                });
    }
}
