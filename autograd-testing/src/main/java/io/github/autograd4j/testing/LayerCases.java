package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Indexed;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.op.Geometry;
import io.github.autograd4j.testing.WindowOracles.Steps;
import io.github.autograd4j.testing.WindowOracles.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Layers as functions. */
final class LayerCases {
    private static final double EPS = 0.125;

    private LayerCases() {}

    static List<OpCase> convolutions() {
        Steps wide = new Steps(2, 1, 2);
        return List.of(
                of(
                                "linear",
                                3,
                                x -> Functional.linear(x[0], x[1], x[2]),
                                "[2,3][4,3][4]",
                                "[3][4,3][4]",
                                "[2,2,3][1,3][1]")
                        .oracle(x -> linear(x[0], x[1], x[2])),
                of("linear(no bias)", 2, x -> Functional.linear(x[0], x[1], null), "[2,3][4,3]")
                        .oracle(x -> linear(x[0], x[1], null)),
                of("conv1d", 3, x -> Functional.conv1d(x[0], x[1], x[2], 1, 0, 1, 1), "[2,2,5][3,2,3][3]")
                        .oracle(x -> conv1d(x[0], x[1], x[2], Steps.ONE, 1)),
                of(
                                "conv1d(stride 2, padding 1, dilation 2)",
                                2,
                                x -> Functional.conv1d(x[0], x[1], null, 2, 1, 2, 1),
                                "[2,2,6][2,2,2]")
                        .oracle(x -> conv1d(x[0], x[1], null, wide, 1)),
                of(
                                "conv1d(groups 2)",
                                2,
                                x -> Functional.conv1d(x[0], x[1], null, Geometry.of(1, 1, 1, 1), 2),
                                "[1,4,3][2,2,3]")
                        .oracle(x -> conv1d(x[0], x[1], null, new Steps(1, 1, 1), 2)),
                of(
                                "conv2d",
                                3,
                                x -> Functional.conv2d(x[0], x[1], x[2]),
                                "[2,2,4,3][2,2,2,3][2]",
                                "[1,1,1,1][1,1,1,1][1]")
                        .oracle(x -> WindowOracles.convolve(x[0], x[1], x[2], Steps.ONE, Steps.ONE, 1)),
                of(
                                "conv2d(stride 2, padding 1, dilation 2)",
                                2,
                                x -> Functional.conv2d(x[0], x[1], null, 2, 1, 2, 1),
                                "[1,2,4,5][2,2,2,2]")
                        .oracle(x -> WindowOracles.convolve(x[0], x[1], null, wide, wide, 1)),
                of("conv2d(depthwise)", 2, x -> Functional.conv2d(x[0], x[1], null, 1, 1, 1, 2), "[1,2,3,3][4,1,2,2]")
                        .oracle(x ->
                                WindowOracles.convolve(x[0], x[1], null, new Steps(1, 1, 1), new Steps(1, 1, 1), 2)),
                of(
                                "conv2d(uneven)",
                                2,
                                x -> Functional.conv2d(
                                        x[0], x[1], null, new Geometry(List.of(2, 1), List.of(0, 1), List.of(1, 2)), 1),
                                "[1,2,4,4][1,2,2,2]")
                        .oracle(x ->
                                WindowOracles.convolve(x[0], x[1], null, new Steps(2, 0, 1), new Steps(1, 1, 2), 1)),
                of(
                                "convTranspose1d",
                                3,
                                x -> Functional.convTranspose1d(x[0], x[1], x[2], 1, 0, 0, 1, 1),
                                "[2,2,3][2,3,2][3]")
                        .oracle(x -> biased(
                                x[2],
                                WindowOracles.line(WindowOracles.transposed(
                                        WindowOracles.plane(x[0]),
                                        WindowOracles.plane(x[1]),
                                        Steps.ONE,
                                        Steps.ONE,
                                        0,
                                        1)))),
                of(
                                "convTranspose1d(stride 2, padding 1, output padding 1)",
                                2,
                                x -> Functional.convTranspose1d(x[0], x[1], null, 2, 1, 1, 1, 1),
                                "[1,2,3][2,1,3]")
                        .oracle(x -> WindowOracles.line(WindowOracles.transposed(
                                WindowOracles.plane(x[0]),
                                WindowOracles.plane(x[1]),
                                Steps.ONE,
                                new Steps(2, 1, 1),
                                1,
                                1))),
                of(
                                "convTranspose2d(stride 2, groups 2)",
                                2,
                                x -> Functional.convTranspose2d(x[0], x[1], null, 2, 1, 1, 1, 2),
                                "[1,2,2,3][2,1,3,2]")
                        .oracle(x ->
                                WindowOracles.transposed(x[0], x[1], new Steps(2, 1, 1), new Steps(2, 1, 1), 1, 2)));
    }

    static List<OpCase> pools() {
        Steps two = new Steps(2, 0, 1);
        Steps padded = new Steps(2, 1, 1);
        return List.of(
                pool(
                                "maxPool1d(2)",
                                x -> Functional.maxPool1d(x, 2),
                                x -> WindowOracles.line(WindowOracles.pool(
                                        WindowOracles.plane(x), x.dtype(), 1, 2, Steps.ONE, two, Window::max)),
                                "[2,2,5]")
                        .distinct()
                        .as(OpClass.EXACT),
                pool(
                                "maxPool1d(3, stride 2, padding 1)",
                                x -> Functional.maxPool1d(x, 3, 2, 1),
                                x -> WindowOracles.line(WindowOracles.pool(
                                        WindowOracles.plane(x), x.dtype(), 1, 3, Steps.ONE, padded, Window::max)),
                                "[1,2,5]")
                        .distinct()
                        .as(OpClass.EXACT),
                pool(
                                "maxPool2d(2)",
                                x -> Functional.maxPool2d(x, 2),
                                x -> WindowOracles.pool(x, x.dtype(), 2, 2, two, two, Window::max),
                                "[1,2,4,5]")
                        .distinct()
                        .as(OpClass.EXACT),
                pool(
                                "maxPool2d(3, stride 2, padding 1)",
                                x -> Functional.maxPool2d(x, 3, 2, 1),
                                x -> WindowOracles.pool(x, x.dtype(), 3, 3, padded, padded, Window::max),
                                "[2,1,4,3]")
                        .distinct()
                        .as(OpClass.EXACT),
                OpCase.of(
                                "maxPool(indices)",
                                1,
                                x -> both(Functional.maxPool(x[0], Geometry.of(2, 1, 1, 2), List.of(2L, 2L))),
                                "[1,2,4,3]")
                        .distinct()
                        .as(OpClass.EXACT)
                        .oracles((x, result) -> new Values[] {
                            WindowOracles.pool(
                                    x[0], x[0].dtype(), 2, 2, new Steps(1, 1, 2), new Steps(1, 1, 2), Window::max),
                            WindowOracles.pool(
                                    x[0], DType.INT64, 2, 2, new Steps(1, 1, 2), new Steps(1, 1, 2), Window::place)
                        }),
                pool(
                        "avgPool1d(3, stride 2, padding 1)",
                        x -> Functional.avgPool1d(x, 3, 2, 1),
                        x -> WindowOracles.line(WindowOracles.pool(
                                WindowOracles.plane(x), x.dtype(), 1, 3, Steps.ONE, padded, Window::meanWithPadding)),
                        "[1,2,5]"),
                pool(
                        "avgPool2d(3, stride 2, padding 1)",
                        x -> Functional.avgPool2d(x, 3, 2, 1),
                        x -> WindowOracles.pool(x, x.dtype(), 3, 3, padded, padded, Window::meanWithPadding),
                        "[1,2,4,3]"),
                pool(
                        "avgPool2d(padding not counted)",
                        x -> Functional.avgPool2d(x, 3, 2, 1, false),
                        x -> WindowOracles.pool(x, x.dtype(), 3, 3, padded, padded, Window::mean),
                        "[1,2,4,3]"),
                pool(
                        "adaptiveAvgPool1d(3)",
                        x -> Functional.adaptiveAvgPool1d(x, 3),
                        x -> bins(x, 2, 3, Oracles::mean),
                        "[1,2,5]",
                        "[2,1,2]"),
                pool(
                        "adaptiveAvgPool2d(2 3)",
                        x -> Functional.adaptiveAvgPool2d(x, 2, 3),
                        x -> bins(bins(x.to(DType.FLOAT64), 2, 2, Oracles::mean), 3, 3, Oracles::mean)
                                .to(x.dtype()),
                        "[1,2,3,5]"),
                pool(
                                "adaptiveMaxPool1d(3)",
                                x -> Functional.adaptiveMaxPool1d(x, 3),
                                x -> bins(x, 2, 3, LayerCases::max),
                                "[1,2,5]")
                        .distinct()
                        .as(OpClass.EXACT),
                pool(
                                "adaptiveMaxPool2d(2 3)",
                                x -> Functional.adaptiveMaxPool2d(x, 2, 3),
                                x -> bins(bins(x, 2, 2, LayerCases::max), 3, 3, LayerCases::max),
                                "[1,2,3,5]")
                        .distinct()
                        .as(OpClass.EXACT));
    }

    static List<OpCase> others() {
        return List.of(
                of(
                                "layerNorm",
                                3,
                                x -> Functional.layerNorm(x[0], new long[] {3}, x[1], x[2], EPS),
                                "[4,3][3][3]",
                                "[2,2,3][3][3]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> affine(
                                Oracles.lines(x[0].to(DType.FLOAT64), DType.FLOAT64, -1, LayerCases::standard),
                                x[1],
                                x[2],
                                x[0].dtype())),
                of(
                                "layerNorm(one axis)",
                                1,
                                x -> Functional.layerNorm(x[0], new long[] {3}, null, null, EPS),
                                "[4,3]",
                                "[1,3]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), 1, LayerCases::standard)),
                of(
                                "layerNorm(two axes)",
                                1,
                                x -> Functional.layerNorm(x[0], new long[] {2, 3}, null, null, EPS),
                                "[4,2,3]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> Oracles.lines(x[0].reshape(4, 6), x[0].dtype(), 1, LayerCases::standard)
                                .reshape(4, 2, 3)),
                of("rmsNorm", 2, x -> Functional.rmsNorm(x[0], new long[] {3}, x[1], EPS), "[4,3][3]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> affine(
                                Oracles.lines(x[0].to(DType.FLOAT64), DType.FLOAT64, -1, LayerCases::unit),
                                x[1],
                                null,
                                x[0].dtype())),
                of("groupNorm(2)", 3, x -> Functional.groupNorm(x[0], 2, x[1], x[2], EPS), "[2,4,2][4][4]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> channels(
                                Oracles.lines(
                                                x[0].to(DType.FLOAT64).reshape(4, 4),
                                                DType.FLOAT64,
                                                1,
                                                LayerCases::standard)
                                        .reshape(2, 4, 2),
                                x[1],
                                x[2],
                                x[0].dtype())),
                of("instanceNorm", 3, x -> Functional.instanceNorm(x[0], x[1], x[2], EPS), "[2,2,3][2][2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> channels(
                                Oracles.lines(x[0].to(DType.FLOAT64), DType.FLOAT64, 2, LayerCases::standard),
                                x[1],
                                x[2],
                                x[0].dtype())),
                of(
                                "batchNorm(training)",
                                3,
                                x -> Functional.batchNorm(x[0], null, null, x[1], x[2], true, 0.1, EPS),
                                "[3,2,2][2][2]",
                                "[5,2][2][2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(LayerCases::batchNorm),
                of(
                                "batchNorm(evaluation)",
                                5,
                                x -> Functional.batchNorm(
                                        x[0], x[1].detach(), x[2].detach().abs(), x[3], x[4], false, 0.1, EPS),
                                "[3,2,2][2][2][2][2]")
                        .as(OpClass.COMPOSITE)
                        .orders(0)
                        .oracle(x -> Values.generate(
                                x[0].dtype(),
                                x[0].shape(),
                                i -> (x[0].at(i) - x[1].at(i[1]))
                                                / Math.sqrt(Math.abs(x[2].at(i[1])) + EPS)
                                                * x[3].at(i[1])
                                        + x[4].at(i[1]))),
                OpCase.binary("embedding", Functional::embedding, "[3][5,2]", "[2,2][5,3]", "[][5,2]")
                        .index(0, 5)
                        .as(OpClass.EXACT)
                        .oracle(x -> rows(x[0], x[1])),
                OpCase.binary("embedding(padding 1)", (i, w) -> Functional.embedding(i, w, 1), "[3][2,2]")
                        .index(0, 2)
                        .as(OpClass.EXACT)
                        .orders(0)
                        .oracle(x -> rows(x[0], x[1])),
                OpCase.unary(
                                "dropout(0.5)",
                                x -> Functional.dropout(x, 0.5, true, Rng.of(3)),
                                "[]",
                                "[7]",
                                "[2,3]",
                                "[0]")
                        .as(OpClass.EXACT),
                OpCase.unary("dropout(1)", x -> Functional.dropout(x, 1, true, Rng.of(3)), "[4]")
                        .as(OpClass.EXACT)
                        .reference(x -> 0),
                OpCase.unary("dropout(evaluation)", x -> Functional.dropout(x, 0.5, false, Rng.of(3)), "[4]")
                        .as(OpClass.EXACT)
                        .reference(x -> x),
                OpCase.unary("softmax(functional)", x -> Functional.softmax(x, 0), "[]", "[3]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), 0, Oracles::softmax)),
                OpCase.unary("logSoftmax(functional)", x -> Functional.logSoftmax(x, 0), "[]", "[3]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), 0, v -> Arrays.stream(v)
                                .map(e -> e - Oracles.logSumExp(v))
                                .toArray())),
                of(
                                "scaledDotProductAttention",
                                3,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], null, false),
                                "[2,3,4][2,5,4][2,5,2]",
                                "[2,1,2,1][2,1,3,1][2,1,3,2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> true)),
                of(
                                "scaledDotProductAttention(causal)",
                                3,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], null, true),
                                "[2,3,4][2,3,4][2,3,2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> column <= row)),
                of(
                                "scaledDotProductAttention(mask)",
                                4,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], x[3], false),
                                "[2,3,4][2,3,4][2,3,2][3,3]")
                        .mask(3)
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> x[3].at(row, column) != 0)),
                of(
                                "scaledDotProductAttention(causal, of other lengths)",
                                3,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], null, true),
                                "[4,2][2,2][2,3]",
                                "[2,2][4,2][4,3]",
                                "[0,2][3,2][3,1]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> column <= row)),
                of(
                                "scaledDotProductAttention(no keys)",
                                3,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], null, false),
                                "[2,3][0,3][0,2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> true)),
                of(
                                "scaledDotProductAttention(row 1 sees nothing)",
                                3,
                                x -> Functional.scaledDotProductAttention(
                                        x[0], x[1], x[2], onlyRow(0, x[0]).eq(1), false),
                                "[2,3][4,3][4,2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> row == 0)),
                of(
                                "scaledDotProductAttention(row 1 is masked with minus infinity)",
                                3,
                                x -> Functional.scaledDotProductAttention(
                                        x[0], x[1], x[2], onlyRow(0, x[0]).log(), false),
                                "[2,3][4,3][4,2]")
                        .as(OpClass.COMPOSITE)
                        .oracle(x -> attention(x[0], x[1], x[2], (row, column) -> row == 0)),
                of(
                                "scaledDotProductAttention(mask to learn)",
                                4,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], x[3], false),
                                "[2,3,2][3,2][3,1][2,1,3]")
                        .as(OpClass.COMPOSITE)
                        .orders(2),
                of(
                                "scaledDotProductAttention(keys of all)",
                                3,
                                x -> Functional.scaledDotProductAttention(x[0], x[1], x[2], null, false),
                                "[2,2,3,2][2,1,4,2][4,3]")
                        .as(OpClass.COMPOSITE));
    }

    /** [2, 1]: 1 at a row, else 0. */
    private static Tensor onlyRow(int row, Tensor like) {
        return Values.generate(DType.FLOAT32, Shape.of(2, 1), i -> i[0] == row ? 1 : 0)
                .on(like.device());
    }

    private static OpCase of(String title, int operands, Function<Tensor[], Tensor> call, String... shapes) {
        return OpCase.of(title, operands, x -> new Tensor[] {call.apply(x)}, shapes)
                .as(OpClass.PRODUCT);
    }

    private static OpCase pool(
            String title, Function<Tensor, Tensor> call, Function<Values, Values> truth, String... shapes) {
        return OpCase.unary(title, call, shapes).as(OpClass.REDUCTION).oracle(x -> truth.apply(x[0]));
    }

    private static Tensor[] both(Indexed indexed) {
        return new Tensor[] {indexed.values(), indexed.indices()};
    }

    private static Values linear(Values x, Values w, Values bias) {
        long[] dims = x.shape().toArray();
        dims[dims.length - 1] = w.shape().dim(0);
        return Values.generate(x.dtype(), Shape.of(dims), i -> {
            int out = i[i.length - 1];
            double sum = bias == null ? 0 : bias.at(out);
            for (int k = 0; k < w.shape().dim(1); k++) {
                sum += x.at(Oracles.with(i, i.length - 1, k)) * w.at(out, k);
            }
            return sum;
        });
    }

    private static Values conv1d(Values x, Values w, Values bias, Steps steps, int groups) {
        return WindowOracles.line(
                WindowOracles.convolve(WindowOracles.plane(x), WindowOracles.plane(w), bias, Steps.ONE, steps, groups));
    }

    private static Values biased(Values bias, Values x) {
        return Values.generate(x.dtype(), x.shape(), i -> x.at(i) + bias.at(i[1]));
    }

    private static double max(double... x) {
        return Arrays.stream(x).max().orElseThrow();
    }

    /** Bins from ⌊i·n/m⌋ to ⌈(i + 1)·n/m⌉ along an axis. */
    private static Values bins(Values x, int axis, int m, Function<double[], Double> function) {
        return Oracles.lines(x, x.dtype(), axis, line -> {
            double[] result = new double[m];
            for (int i = 0; i < m; i++) {
                int end = ((i + 1) * line.length + m - 1) / m;
                result[i] = function.apply(Arrays.copyOfRange(line, i * line.length / m, end));
            }
            return result;
        });
    }

    private static double[] standard(double... x) {
        double mean = Oracles.mean(x);
        double deviation = Math.sqrt(Oracles.variance(x, 0) + EPS);
        return Arrays.stream(x).map(v -> (v - mean) / deviation).toArray();
    }

    private static double[] unit(double... x) {
        double root = Math.sqrt(Oracles.mean(Arrays.stream(x).map(v -> v * v).toArray()) + EPS);
        return Arrays.stream(x).map(v -> v / root).toArray();
    }

    private static Values affine(Values y, Values weight, Values bias, DType dtype) {
        return Values.generate(dtype, y.shape(), i -> y.at(i) * weight.at(i) + (bias == null ? 0 : bias.at(i)));
    }

    private static Values channels(Values y, Values weight, Values bias, DType dtype) {
        return Values.generate(dtype, y.shape(), i -> y.at(i) * weight.at(i[1]) + bias.at(i[1]));
    }

    private static Values batchNorm(Values... x) {
        long[] dims = x[0].shape().toArray();
        int[] order = dims.length == 3 ? new int[] {1, 0, 2} : new int[] {1, 0};
        Values rows = x[0].to(DType.FLOAT64).permute(order);
        Values flat = rows.reshape(dims[1], rows.elements().length / dims[1]);
        Values y = Oracles.lines(flat, DType.FLOAT64, 1, LayerCases::standard)
                .reshape(rows.shape().toArray())
                .permute(order);
        return channels(y, x[1], x[2], x[0].dtype());
    }

    private static Values rows(Values index, Values weight) {
        long[] dims = Arrays.copyOf(index.shape().toArray(), index.shape().rank() + 1);
        dims[dims.length - 1] = weight.shape().dim(1);
        return Values.generate(
                weight.dtype(),
                Shape.of(dims),
                i -> weight.at((int) index.at(Arrays.copyOf(i, i.length - 1)), i[i.length - 1]));
    }

    private interface Visible {
        boolean test(int row, int column);
    }

    private static Values attention(Values q, Values k, Values v, Visible visible) {
        int rank = q.shape().rank();
        int keys = (int) k.shape().dim(-2);
        long[] dims = q.shape().toArray();
        dims[rank - 1] = v.shape().dim(-1);
        return Values.generate(q.dtype(), Shape.of(dims), i -> {
            double[] scores = new double[keys];
            boolean any = false;
            for (int key = 0; key < keys; key++) {
                for (int c = 0; c < q.shape().dim(-1); c++) {
                    int[] at = Oracles.with(i, rank - 1, c);
                    scores[key] += q.at(at) * k.at(Oracles.with(at, rank - 2, key));
                }
                scores[key] /= Math.sqrt(q.shape().dim(-1));
                scores[key] = visible.test(i[rank - 2], key) ? scores[key] : Double.NEGATIVE_INFINITY;
                any |= visible.test(i[rank - 2], key);
            }
            double sum = 0;
            double[] weights = Oracles.softmax(scores);
            for (int key = 0; any && key < keys; key++) {
                sum += weights[key] * v.at(Oracles.with(i, rank - 2, key));
            }
            return sum;
        });
    }
}
