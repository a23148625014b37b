package io.github.autograd4j.autodiff;

import static io.github.autograd4j.autodiff.VjpTable.def;

import io.github.autograd4j.op.MatMul;

/** d(AB) = dA·B + A·dB. */
final class MatMulVjps {
    private MatMulVjps() {}

    static void define() {
        def(
                MatMul.class,
                VjpTable.<MatMul>to((g, c) -> g.matmul(c.in(1).mT())).saving(1),
                VjpTable.<MatMul>to((g, c) -> c.in(0).mT().matmul(g)).saving(0));
    }
}
