package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.ALL;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Tensors made of nothing; the device is the current one. */
final class FactoryCases {
    private FactoryCases() {}

    static List<OpCase> all() {
        List<OpCase> cases = new ArrayList<>(List.of(
                made("zeros", DType.FLOAT32, () -> Tensor.zeros(2, 3), 0, 0, 0, 0, 0, 0),
                made("ones", DType.FLOAT32, () -> Tensor.ones(2), 1, 1),
                made("full(2.5)", DType.FLOAT32, () -> Tensor.full(2.5, 2), 2.5, 2.5),
                made("scalar(float)", DType.FLOAT32, () -> Tensor.scalar(1.5f), 1.5),
                made("scalar(double)", DType.FLOAT64, () -> Tensor.scalar(0.1), 0.1),
                made("scalar(int)", DType.INT32, () -> Tensor.scalar(7), 7),
                made("scalar(long)", DType.INT64, () -> Tensor.scalar(7L), 7),
                made("scalar(boolean)", DType.BOOL, () -> Tensor.scalar(true), 1),
                made("of(float[])", DType.FLOAT32, () -> Tensor.of(new float[] {1, -2, 3, 4}, 2, 2), 1, -2, 3, 4),
                made("of(double[])", DType.FLOAT64, () -> Tensor.of(0.1, -0.2), 0.1, -0.2),
                made("of(int[])", DType.INT32, () -> Tensor.of(new int[] {1, -2}), 1, -2),
                made("of(long[])", DType.INT64, () -> Tensor.of(new long[] {1, -2}), 1, -2),
                made("of(boolean[])", DType.BOOL, () -> Tensor.of(true, false), 1, 0),
                made("of(float[][])", DType.FLOAT32, () -> Tensor.of(new float[][] {{1, 2}, {3, 4}}), 1, 2, 3, 4),
                made(
                        "ofNested",
                        DType.FLOAT64,
                        () -> Tensor.ofNested(new double[][][] {{{1, 2}}, {{3, 4}}}),
                        1,
                        2,
                        3,
                        4),
                made("arange(4)", DType.INT64, () -> Tensor.arange(4), 0, 1, 2, 3),
                made("arange(0)", DType.INT64, () -> Tensor.arange(0)),
                made(
                        "arange(1 2 0.25)",
                        DType.FLOAT32,
                        () -> Tensor.arange(1, 2, 0.25, DType.FLOAT32),
                        1,
                        1.25,
                        1.5,
                        1.75),
                made("arange(3 -2 -2)", DType.INT32, () -> Tensor.arange(3, -2, -2, DType.INT32), 3, 1, -1),
                made("linspace", DType.FLOAT32, () -> Tensor.linspace(-1, 1, 5), -1, -0.5, 0, 0.5, 1),
                made("eye(2)", DType.FLOAT32, () -> Tensor.eye(2), 1, 0, 0, 1)));
        for (DType dtype : DType.values()) {
            Shape shape = Shape.of(2, 3);
            cases.add(made("zeros(" + dtype + ")", dtype, () -> Tensor.zeros(dtype, 3), 0, 0, 0));
            cases.add(made("ones(" + dtype + ")", dtype, () -> Tensor.ones(dtype, 3), 1, 1, 1));
            cases.add(made(
                    "eye(" + dtype + ")", dtype, () -> Tensor.eye(2, 3, dtype, Device.current()), 1, 0, 0, 0, 1, 0));
            double value = dtype == DType.BOOL ? 1 : 3;
            cases.add(made(
                    "full(" + dtype + ")",
                    dtype,
                    () -> Tensor.full(shape, value, dtype, Device.current()),
                    value,
                    value,
                    value,
                    value,
                    value,
                    value));
        }
        cases.add(OpCase.unary("zerosLike", Tensor::zerosLike)
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .reference(x -> 0));
        cases.add(OpCase.unary("onesLike", Tensor::onesLike)
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .reference(x -> 1));
        cases.add(OpCase.unary("fullLike(1)", x -> x.fullLike(1))
                .dtypes(ALL)
                .orders(0)
                .as(OpClass.EXACT)
                .reference(x -> 1));
        return cases;
    }

    private static OpCase made(String title, DType dtype, Supplier<Tensor> call, double... elements) {
        return OpCase.of(title, 0, x -> new Tensor[] {call.get()}, "")
                .dtypes(Set.of(dtype))
                .orders(0)
                .as(OpClass.EXACT)
                .oracles((x, result) ->
                        new Values[] {new Values(dtype, call.get().shape(), elements)});
    }
}
