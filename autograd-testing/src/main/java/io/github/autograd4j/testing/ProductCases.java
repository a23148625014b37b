package io.github.autograd4j.testing;

import static io.github.autograd4j.testing.OpCase.NUMERIC;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.function.BiFunction;

/** Products of vectors and matrices, and the composites that Tensor has. */
final class ProductCases {
    private ProductCases() {}

    static List<OpCase> all() {
        return List.of(
                product(
                                "matmul",
                                Tensor::matmul,
                                "[2,3][3,4]",
                                "[1,1][1,1]",
                                "[5,2,3][5,3,2]",
                                "[2,1,2,3][3,3,2]",
                                "[2,3,4][4,2]",
                                "[2,3][3,1]",
                                "[17,9][9,5]")
                        .oracle(x -> Oracles.matmul(x[0], x[1])),
                product("matmul(empty)", Tensor::matmul, "[2,0][0,3]", "[0,3][3,2]")
                        .oracle(x -> Oracles.matmul(x[0], x[1])),
                product("matmul(vectors)", Tensor::matmul, "[4][4]").oracle(x -> dot(x[0], x[1])),
                product("matmul(matrix, vector)", Tensor::matmul, "[2,3][3]")
                        .oracle(x -> Oracles.matmul(x[0], x[1].reshape(3, 1)).reshape(2)),
                product("matmul(vector, matrix)", Tensor::matmul, "[3][3,2]")
                        .oracle(x -> Oracles.matmul(x[0].reshape(1, 3), x[1]).reshape(2)),
                product("matmul(mT)", (a, b) -> a.matmul(b.mT()), "[2,3][4,3]")
                        .oracle(x -> Oracles.matmul(x[0], x[1].permute(1, 0))),
                product("dot", Tensor::dot, "[4][4]", "[1][1]", "[0][0]").oracle(x -> dot(x[0], x[1])),
                product("outer", Tensor::outer, "[3][2]")
                        .oracle(x -> Oracles.matmul(x[0].reshape(3, 1), x[1].reshape(1, 2))),
                product("mv", Tensor::mv, "[2,3][3]")
                        .oracle(x -> Oracles.matmul(x[0], x[1].reshape(3, 1)).reshape(2)),
                product("bmm", Tensor::bmm, "[2,3,4][2,4,1]").oracle(x -> Oracles.matmul(x[0], x[1])),
                OpCase.of(
                                "addmm(0.5, 2)",
                                3,
                                x -> new Tensor[] {x[0].addmm(x[1], x[2], 0.5, 2)},
                                "[2,4][2,3][3,4]",
                                "[4][2,3][3,4]")
                        .as(OpClass.PRODUCT)
                        .oracle(x -> x[0].to(DType.FLOAT64)
                                .zip(
                                        x[0].dtype(),
                                        Oracles.matmul(x[1].to(DType.FLOAT64), x[2].to(DType.FLOAT64)),
                                        (c, p) -> 0.5 * c + 2 * p)),
                product("einsum(ij,jk->ki)", (a, b) -> Tensor.einsum("ij,jk->ki", a, b), "[2,3][3,4]")
                        .oracle(x -> Oracles.matmul(x[0], x[1]).permute(1, 0)),
                product("einsum(bij,bjk)", (a, b) -> Tensor.einsum("bij,bjk->bik", a, b), "[2,3,4][2,4,2]")
                        .oracle(x -> Oracles.matmul(x[0], x[1])),
                product("einsum(i,j->ij)", (a, b) -> Tensor.einsum("i,j->ij", a, b), "[3][2]")
                        .oracle(x -> Oracles.matmul(x[0].reshape(3, 1), x[1].reshape(1, 2))),
                OpCase.unary("einsum(ii->)", a -> Tensor.einsum("ii->", a), "[3,3]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Values.generate(
                                x[0].dtype(), Shape.SCALAR, i -> x[0].at(0, 0) + x[0].at(1, 1) + x[0].at(2, 2))),
                OpCase.unary("softmax(axis 1)", x -> x.softmax(1), "[2,3]", "[2,3,2]", "[1,1]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), 1, Oracles::softmax)),
                OpCase.unary("softmax(axis -1)", x -> x.softmax(-1), "[4]", "[2,40]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), -1, Oracles::softmax)),
                OpCase.unary("logSoftmax(axis 1)", x -> x.logSoftmax(1), "[2,3]", "[2,3,2]", "[1,1]")
                        .as(OpClass.REDUCTION)
                        .oracle(x -> Oracles.lines(x[0], x[0].dtype(), 1, line -> {
                            double total = Oracles.logSumExp(line);
                            return java.util.Arrays.stream(line)
                                    .map(v -> v - total)
                                    .toArray();
                        })));
    }

    private static OpCase product(String title, BiFunction<Tensor, Tensor, Tensor> call, String... shapes) {
        return OpCase.binary(title, call, shapes).dtypes(NUMERIC).as(OpClass.PRODUCT);
    }

    private static Values dot(Values a, Values b) {
        return Values.generate(a.dtype(), Shape.SCALAR, i -> {
            double sum = 0;
            for (int k = 0; k < a.elements().length; k++) {
                sum += a.elements()[k] * b.elements()[k];
            }
            return sum;
        });
    }
}
