package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;
import static io.github.autograd4j.testing.OpCase.NUMERIC;

import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.function.Function;

/** Operations that move elements and compute nothing. */
final class ShapeCases {
    private ShapeCases() {}

    static List<OpCase> views() {
        return List.of(
                moving(
                        "reshape(3 -1)",
                        x -> x.reshape(3, -1),
                        x -> x.reshape(3, x.elements().length / 3),
                        "[2,3]",
                        "[6]",
                        "[3,2,2]"),
                moving("reshape([])", x -> x.reshape(Shape.SCALAR), x -> x.reshape(), "[1]", "[1,1]", "[]"),
                moving("permute(2 0 1)", x -> x.permute(2, 0, 1), x -> x.permute(2, 0, 1), "[2,3,4]", "[1,0,2]"),
                moving("transpose(0 -1)", x -> x.transpose(0, -1), x -> x.permute(2, 1, 0), "[2,3,4]"),
                moving("mT", Tensor::mT, x -> x.permute(0, 2, 1), "[2,3,4]"),
                moving("t", Tensor::t, x -> x.permute(1, 0), "[2,3]", "[0,2]"),
                moving("movedim(0 -1)", x -> x.movedim(0, -1), x -> x.permute(1, 2, 0), "[2,3,4]"),
                moving(
                        "expand(2 3 4)",
                        x -> x.expand(2, 3, 4),
                        x -> Oracles.move(x, dims(2, 3, 4), i -> i),
                        "[3,1]",
                        "[]",
                        "[4]",
                        "[1,3,1]"),
                moving("expand(-1 4)", x -> x.expand(-1, 4), x -> Oracles.move(x, dims(3, 4), i -> i), "[3,1]"),
                moving("squeeze", Tensor::squeeze, x -> x.reshape(2, 3), "[2,1,3]", "[1,2,3,1]"),
                moving("squeeze(axis 1)", x -> x.squeeze(1), x -> x.reshape(2, 3), "[2,1,3]", "[2,3]"),
                moving(
                        "unsqueeze(-1)",
                        x -> x.unsqueeze(-1),
                        x -> x.reshape(append(x.shape().toArray(), 1)),
                        "[]",
                        "[2,3]",
                        "[0]"),
                moving(
                        "flatten",
                        Tensor::flatten,
                        x -> x.reshape(x.elements().length),
                        "[]",
                        "[2,3]",
                        "[2,1,3]",
                        "[0,2]"),
                moving(
                        "flatten(1 -1)",
                        x -> x.flatten(1, -1),
                        x -> x.reshape(2, x.elements().length / 2),
                        "[2,3,2]",
                        "[2,3]"),
                moving("unflatten(1, 2 -1)", x -> x.unflatten(1, 2, -1), x -> x.reshape(3, 2, 2), "[3,4]"),
                moving(
                        "slice(1, 1 4 2)",
                        x -> x.slice(1, 1, 4, 2),
                        x -> Oracles.move(x, dims(2, 2), i -> new int[] {i[0], 1 + 2 * i[1]}),
                        "[2,5]",
                        "[2,4]"),
                moving(
                        "slice(-1, -3 99)",
                        x -> x.slice(-1, -3, 99),
                        x -> Oracles.move(x, dims(2, 3), i -> new int[] {i[0], 2 + i[1]}),
                        "[2,5]"),
                moving("slice(0, 2 1)", x -> x.slice(0, 2, 1), x -> Oracles.move(x, dims(0, 5), i -> i), "[2,5]"),
                moving(
                        "narrow(1, 1 2)",
                        x -> x.narrow(1, 1, 2),
                        x -> Oracles.move(x, dims(2, 2), i -> new int[] {i[0], 1 + i[1]}),
                        "[2,3]"),
                moving(
                        "select(1, -1)",
                        x -> x.select(1, -1),
                        x -> Oracles.move(x, dims(2), i -> new int[] {i[0], 2}),
                        "[2,3]"),
                moving("get(1)", x -> x.get(1), x -> Oracles.move(x, dims(3), i -> new int[] {1, i[0]}), "[2,3]"),
                moving(
                        "diagonal",
                        Tensor::diagonal,
                        x -> Oracles.move(x, dims(2), i -> new int[] {i[0], i[0]}),
                        "[2,3]",
                        "[2,2]",
                        "[5,2]"),
                moving(
                        "diagonal(1, 0 2)",
                        x -> x.diagonal(1, 0, 2),
                        x -> Oracles.move(x, dims(3, 2), i -> new int[] {i[1], i[0], i[1] + 1}),
                        "[2,3,4]"),
                moving(
                        "diagonal(-1, -2 -1)",
                        x -> x.diagonal(-1, -2, -1),
                        x -> Oracles.move(x, dims(2), i -> new int[] {i[0] + 1, i[0]}),
                        "[3,3]"),
                moving(
                        "unfold(1, 3 2)",
                        x -> x.unfold(1, 3, 2),
                        x -> Oracles.move(x, dims(2, 3, 3), i -> new int[] {i[0], 2 * i[1] + i[2]}),
                        "[2,7]"),
                moving(
                        "unfold(0, 2 3)",
                        x -> x.unfold(0, 2, 3),
                        x -> Oracles.move(x, dims(2, 2), i -> new int[] {3 * i[0] + i[1]}),
                        "[6]"),
                parts(
                        "split(2, axis 1)",
                        x -> x.split(2, 1),
                        x -> List.of(columns(x, 0, 2), columns(x, 2, 2), columns(x, 4, 1)),
                        "[2,5]"),
                parts(
                        "split([1 4], axis 1)",
                        x -> x.split(new long[] {1, 4}, 1),
                        x -> List.of(columns(x, 0, 1), columns(x, 1, 4)),
                        "[2,5]"),
                parts(
                        "chunk(2, axis 1)",
                        x -> x.chunk(2, 1),
                        x -> List.of(columns(x, 0, 3), columns(x, 3, 2)),
                        "[2,5]"),
                parts(
                        "unbind(axis 1)",
                        x -> x.unbind(1),
                        x -> List.of(
                                columns(x, 0, 1).reshape(3), columns(x, 1, 1).reshape(3)),
                        "[3,2]"));
    }

    static List<OpCase> copies() {
        return List.of(
                OpCase.of("cat(axis 1)", 3, x -> new Tensor[] {Tensor.cat(1, x)}, "[2,3][2,1][2,2]", "[2,0][2,1][2,3]")
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> join(x)),
                OpCase.of("cat(axis -1)", 2, x -> new Tensor[] {Tensor.cat(-1, x)}, "[3][2]", "[1][0]")
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> join(
                                        x[0].reshape(1, x[0].shape().dim(0)),
                                        x[1].reshape(1, x[1].shape().dim(0)))
                                .reshape(x[0].shape().dim(0) + x[1].shape().dim(0))),
                OpCase.of("stack(axis 1)", 2, x -> new Tensor[] {Tensor.stack(1, x)}, "[2,3][2,3]", "[2][2]", "[0][0]")
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(ShapeCases::stack),
                moving(
                        "repeat(2 1 3)",
                        x -> x.repeat(2, 1, 3),
                        x -> Oracles.move(x, dims(2, 2, 9), i -> new int[] {i[1], i[2] % 3}),
                        "[2,3]"),
                moving(
                        "tile(2)",
                        x -> x.tile(2),
                        x -> Oracles.move(x, dims(2, 6), i -> new int[] {i[0], i[1] % 3}),
                        "[2,3]"),
                moving(
                        "repeatInterleave(2, axis 0)",
                        x -> x.repeatInterleave(2, 0),
                        x -> Oracles.move(x, dims(4, 3), i -> new int[] {i[0] / 2, i[1]}),
                        "[2,3]"),
                moving(
                        "flip(0 1)",
                        x -> x.flip(0, 1),
                        x -> Oracles.move(x, dims(2, 3), i -> new int[] {1 - i[0], 2 - i[1]}),
                        "[2,3]"),
                triangle("tril(0)", x -> x.tril(0), 0, true),
                triangle("tril(-1)", x -> x.tril(-1), -1, true),
                triangle("triu(1)", x -> x.triu(1), 1, false),
                moving(
                                "pad(2, 1 0 0 2)",
                                x -> x.pad(2, 1, 0, 0, 2),
                                x -> Values.generate(
                                        x.dtype(),
                                        Shape.of(4, 4),
                                        i -> i[0] < 2 && i[1] > 0 ? x.at(i[0], i[1] - 1) : 2),
                                "[2,3]")
                        .dtypes(NUMERIC),
                moving(
                        "pad(0, -1 1)",
                        x -> x.pad(0, -1, 1),
                        x -> Values.generate(x.dtype(), Shape.of(2, 3), i -> i[1] < 2 ? x.at(i[0], i[1] + 1) : 0),
                        "[2,3]"));
    }

    private static long[] dims(long... dims) {
        return dims;
    }

    private static long[] append(long[] dims, long last) {
        long[] longer = java.util.Arrays.copyOf(dims, dims.length + 1);
        longer[dims.length] = last;
        return longer;
    }

    private static Values columns(Values x, int start, int length) {
        return Oracles.move(x, dims(x.shape().dim(0), length), i -> new int[] {i[0], start + i[1]});
    }

    private static Values join(Values... x) {
        long width = 0;
        for (Values part : x) {
            width += part.shape().dim(1);
        }
        return Values.generate(x[0].dtype(), Shape.of(x[0].shape().dim(0), width), i -> {
            int column = i[1];
            int part = 0;
            while (column >= x[part].shape().dim(1)) {
                column -= (int) x[part++].shape().dim(1);
            }
            return x[part].at(i[0], column);
        });
    }

    private static Values stack(Values... x) {
        long[] dims = x[0].shape().toArray();
        long[] stacked = append(dims, dims[dims.length - 1]);
        stacked[1] = x.length;
        return Values.generate(
                x[0].dtype(), Shape.of(stacked), i -> dims.length == 1 ? x[i[1]].at(i[0]) : x[i[1]].at(i[0], i[2]));
    }

    private static OpCase triangle(String title, Function<Tensor, Tensor> call, int diagonal, boolean lower) {
        return moving(
                title,
                call,
                x -> Values.generate(x.dtype(), x.shape(), i -> {
                    int right = i[i.length - 1] - i[i.length - 2];
                    return (lower ? right <= diagonal : right >= diagonal) ? x.at(i) : 0;
                }),
                "[3,4]",
                "[2,3,3]",
                "[1,1]");
    }

    private static OpCase moving(
            String title, Function<Tensor, Tensor> call, Function<Values, Values> truth, String... shapes) {
        return OpCase.unary(title, call, shapes).dtypes(ALL).as(OpClass.EXACT).oracle(x -> truth.apply(x[0]));
    }

    private static OpCase parts(
            String title, Function<Tensor, List<Tensor>> call, Function<Values, List<Values>> truth, String... shapes) {
        return OpCase.of(title, 1, x -> call.apply(x[0]).toArray(new Tensor[0]), shapes)
                .dtypes(ALL)
                .as(OpClass.EXACT)
                .oracles((x, result) -> truth.apply(x[0]).toArray(new Values[0]));
    }
}
