package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.MatMul;

/**
 * d(AB) = dA·B + A·dB. The gradient of an operand that was a transposed matrix is laid out transposed too, as a product
 * the other way round: where the transposition is undone it lies row by row, as a leaf keeps it.
 */
final class MatMulVjps {
    private MatMulVjps() {}

    static void define() {
        def(
                MatMul.class,
                VjpTable.<MatMul>to((g, c) -> product(g, c.in(1).mT(), c.isTransposed()))
                        .saving(1),
                VjpTable.<MatMul>to((g, c) -> product(c.in(0).mT(), g, c.isTransposed()))
                        .saving(0));
    }

    private static Tensor product(Tensor a, Tensor b, boolean transposed) {
        return transposed ? b.mT().matmul(a.mT()).mT() : a.matmul(b);
    }
}
