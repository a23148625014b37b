package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;
import static io.github.autograd4j.testing.OpCase.NUMERIC;

import io.github.autograd4j.DType;
import io.github.autograd4j.Indexed;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Operations whose operands say where elements are, and those that find out. */
final class IndexCases {
    private IndexCases() {}

    static List<OpCase> indexing() {
        return List.of(
                OpCase.binary("gather(axis 1)", (x, i) -> x.gather(1, i), "[2,3][2,4]", "[2,3][1,2]", "[2,3][0,2]")
                        .index(1, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> gather(x[0], x[1], 1)),
                OpCase.binary("gather(axis 0)", (x, i) -> x.gather(0, i), "[3,2][4,2]", "[3][5]", "[3,1,2][2,1,2]")
                        .index(1, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> gather(x[0], x[1], 0)),
                OpCase.binary("takeAlongDim(axis 1)", (x, i) -> x.takeAlongDim(i, 1), "[2,3][2,4]", "[2,3][1,2]")
                        .index(1, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> Values.generate(
                                x[0].dtype(), Shape.of(2, x[1].shape().dim(1)), i -> x[0].at(i[0], (int) x[1].at(i)))),
                OpCase.binary(
                                "indexSelect(axis 1)",
                                (x, i) -> x.indexSelect(1, i),
                                "[2,3][4]",
                                "[2,3,2][1]",
                                "[2,3][0]")
                        .index(1, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> Oracles.move(
                                x[0],
                                changed(x[0].shape(), 1, x[1].shape().dim(0)),
                                i -> Oracles.with(i, 1, (int) x[1].at(i[1])))),
                OpCase.of(
                                "scatter(axis 1)",
                                3,
                                x -> new Tensor[] {x[0].scatter(1, x[1], x[2])},
                                "[2,9][1,4][1,4]",
                                "[2,6][2,3][2,3]")
                        .permutation(1)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> scatter(x, 1, false)),
                OpCase.of(
                                "scatterAdd(axis 0)",
                                3,
                                x -> new Tensor[] {x[0].scatterAdd(0, x[1], x[2])},
                                "[3,2][4,2][4,2]",
                                "[3][6][6]",
                                "[3,2][0,2][0,2]")
                        .index(1, 3)
                        .dtypes(NUMERIC)
                        .as(OpClass.REDUCTION)
                        .oracle(x -> scatter(x, 0, true)),
                OpCase.of(
                                "indexAdd(axis 1)",
                                3,
                                x -> new Tensor[] {x[0].indexAdd(1, x[1], x[2])},
                                "[2,3][4][2,4]",
                                "[2,3][1][2,1]")
                        .index(1, 3)
                        .dtypes(NUMERIC)
                        .as(OpClass.REDUCTION)
                        .oracle(x -> scatter(
                                new Values[] {x[0], Values.generate(DType.INT64, x[2].shape(), i -> x[1].at(i[1])), x[2]
                                },
                                1,
                                true)),
                OpCase.of(
                                "index(i, j)",
                                3,
                                x -> new Tensor[] {x[0].index(x[1], x[2])},
                                "[3,3,2][4][4]",
                                "[3,3][2,1][2]")
                        .index(1, 3)
                        .index(2, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(IndexCases::pairs),
                OpCase.binary("index(null, i)", (x, i) -> x.index(null, i), "[2,3,2][4]", "[2,3][2]")
                        .index(1, 3)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> Oracles.move(
                                x[0],
                                changed(x[0].shape(), 1, x[1].shape().dim(0)),
                                i -> Oracles.with(i, 1, (int) x[1].at(i[1])))),
                OpCase.binary("index(mask)", (x, m) -> x.index(m), "[5][5]")
                        .mask(1)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> picked(x[0], x[1])),
                OpCase.binary("maskedSelect", Tensor::maskedSelect, "[5][5]", "[2,3][2,3]")
                        .mask(1)
                        .dtypes(ALL)
                        .as(OpClass.EXACT)
                        .oracle(x -> picked(x[0], x[1])));
    }

    static List<OpCase> ordering() {
        return List.of(
                sort("sort(axis 1)", x -> x.sort(1, false), 1, false),
                sort("sort(axis 0, descending)", x -> x.sort(0, true), 0, true),
                OpCase.unary("argsort(axis -1, descending)", x -> x.argsort(-1, true), "[2,5]", "[4]")
                        .dtypes(ALL)
                        .orders(0)
                        .as(OpClass.EXACT)
                        .oracle(x -> Oracles.lines(x[0], DType.INT64, -1, line -> Oracles.order(line, true))),
                topk("topk(2, axis 1)", x -> x.topk(2, 1), 1, true),
                topk("topk(2, axis 0, smallest)", x -> x.topk(2, 0, false), 0, false),
                OpCase.unary("nonzero", Tensor::nonzero, "[5]", "[2,3]")
                        .dtypes(ALL)
                        .orders(0)
                        .as(OpClass.EXACT)
                        .domain(-1, 1)
                        .oracle(x -> nonzero(x[0])),
                OpCase.unary("oneHot(4)", x -> x.oneHot(4), "[]", "[3]", "[2,2]")
                        .index(0, 4)
                        .dtypes(java.util.Set.of(DType.INT64))
                        .orders(0)
                        .as(OpClass.EXACT)
                        .oracle(x -> Values.generate(
                                DType.INT64,
                                Shape.of(append(x[0].shape().toArray(), 4)),
                                i -> x[0].at(Arrays.copyOf(i, i.length - 1)) == i[i.length - 1] ? 1 : 0)));
    }

    private static OpCase sort(String title, Function<Tensor, Indexed> call, int axis, boolean descending) {
        return OpCase.of(title, 1, x -> both(call.apply(x[0])), "[3,5]", "[2,4,3]", "[1,1]", "[2,0]")
                .dtypes(ALL)
                .as(OpClass.EXACT)
                .distinct()
                .oracles((x, result) -> new Values[] {
                    Oracles.lines(x[0], x[0].dtype(), axis, line -> Oracles.sorted(line, descending)),
                    Oracles.lines(x[0], DType.INT64, axis, line -> Oracles.order(line, descending))
                });
    }

    private static OpCase topk(String title, Function<Tensor, Indexed> call, int axis, boolean largest) {
        return OpCase.of(title, 1, x -> both(call.apply(x[0])), "[3,5]", "[2,2]")
                .dtypes(OpCase.NUMERIC)
                .as(OpClass.EXACT)
                .distinct()
                .oracles((x, result) -> new Values[] {
                    Oracles.lines(x[0], x[0].dtype(), axis, line -> Arrays.copyOf(Oracles.sorted(line, largest), 2)),
                    Oracles.lines(x[0], DType.INT64, axis, line -> Arrays.copyOf(Oracles.order(line, largest), 2))
                });
    }

    private static Tensor[] both(Indexed indexed) {
        return new Tensor[] {indexed.values(), indexed.indices()};
    }

    private static long[] append(long[] dims, long last) {
        long[] longer = Arrays.copyOf(dims, dims.length + 1);
        longer[dims.length] = last;
        return longer;
    }

    private static long[] changed(Shape shape, int axis, long size) {
        long[] dims = shape.toArray();
        dims[axis] = size;
        return dims;
    }

    private static Values gather(Values x, Values index, int axis) {
        return Values.generate(x.dtype(), index.shape(), i -> x.at(Oracles.with(i, axis, (int) index.at(i))));
    }

    /** Target, index and source. */
    private static Values scatter(Values[] x, int axis, boolean add) {
        double[] result = x[0].elements().clone();
        for (int i = 0; i < x[1].elements().length; i++) {
            int[] at = Oracles.with(Values.index(x[1].shape(), i), axis, (int) x[1].elements()[i]);
            int position = 0;
            for (int k = 0; k < at.length; k++) {
                position = position * (int) x[0].shape().dim(k) + at[k];
            }
            result[position] = add ? result[position] + x[2].elements()[i] : x[2].elements()[i];
        }
        return new Values(DType.FLOAT64, x[0].shape(), result).map(x[0].dtype(), v -> v);
    }

    private static Values pairs(Values... x) {
        Shape picked = Shape.broadcast(x[1].shape(), x[2].shape());
        int lead = picked.rank();
        long[] rest = Arrays.copyOfRange(x[0].shape().toArray(), 2, x[0].shape().rank());
        long[] dims = Arrays.copyOf(picked.toArray(), lead + rest.length);
        System.arraycopy(rest, 0, dims, lead, rest.length);
        return Oracles.move(x[0], dims, i -> {
            int[] at = Arrays.copyOf(i, lead);
            int[] from = new int[2 + rest.length];
            from[0] = (int) x[1].at(at);
            from[1] = (int) x[2].at(at);
            System.arraycopy(i, lead, from, 2, rest.length);
            return from;
        });
    }

    private static Values picked(Values x, Values mask) {
        double[] kept = new double[x.elements().length];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            if (mask.elements()[i] != 0) {
                kept[count++] = x.elements()[i];
            }
        }
        return new Values(x.dtype(), Shape.of(count), Arrays.copyOf(kept, count));
    }

    private static Values nonzero(Values x) {
        int rank = x.shape().rank();
        double[] rows = new double[x.elements().length * rank];
        int count = 0;
        for (int i = 0; i < x.elements().length; i++) {
            if (x.elements()[i] != 0) {
                for (int axis = 0; axis < rank; axis++) {
                    rows[count * rank + axis] = Values.index(x.shape(), i)[axis];
                }
                count++;
            }
        }
        return new Values(DType.INT64, Shape.of(count, rank), Arrays.copyOf(rows, count * rank));
    }
}
