package io.github.autograd4j;

import io.github.autograd4j.autodiff.Dispatcher;
import io.github.autograd4j.op.MatMul;

/** Products of vectors and matrices, all by {@link MatMul}. */
final class Products {
    private static final MatMul MATMUL = new MatMul();

    private Products() {}

    static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException(
                    "matmul: expected at least one axis, got " + a.describe() + " and " + b.describe());
        }
        DType dtype = DType.promote(a.dtype(), b.dtype());
        Tensor x = a.to(dtype);
        Tensor y = b.to(dtype);
        long inner = y.size(y.rank() > 1 ? -2 : 0);
        if (x.size(-1) != inner) {
            throw new ShapeException("matmul: inner dimensions differ: " + a.describe() + " and " + b.describe() + " ("
                    + x.size(-1) + " vs " + inner + ")");
        }
        Tensor left = x.rank() == 1 ? x.unsqueeze(0) : x;
        Tensor right = y.rank() == 1 ? y.unsqueeze(1) : y;
        if (left.rank() > 2 && right.rank() == 2) {
            // One large product rather than a batch with a repeated operand.
            Tensor product = Dispatcher.apply(MATMUL, left.flatten(0, -2), right);
            long[] dims = left.shape().toArray();
            dims[dims.length - 1] = right.size(1);
            return trimmed(product.reshape(Shape.of(dims)), x, y);
        }
        return trimmed(Dispatcher.apply(MATMUL, left, right), x, y);
    }

    private static Tensor trimmed(Tensor product, Tensor x, Tensor y) {
        Tensor result = y.rank() == 1 ? product.squeeze(-1) : product;
        return x.rank() == 1 ? result.squeeze(y.rank() == 1 ? -1 : -2) : result;
    }

    private static void ranks(String name, Tensor a, int rankA, Tensor b, int rankB) {
        if (a.rank() != rankA || b.rank() != rankB) {
            throw new ShapeException(name + ": expected ranks " + rankA + " and " + rankB + ", got " + a.describe()
                    + " and " + b.describe());
        }
    }

    static Tensor dot(Tensor a, Tensor b) {
        ranks("dot", a, 1, b, 1);
        return matmul(a, b);
    }

    static Tensor outer(Tensor a, Tensor b) {
        ranks("outer", a, 1, b, 1);
        return a.unsqueeze(1).mul(b);
    }

    static Tensor mv(Tensor a, Tensor b) {
        ranks("mv", a, 2, b, 1);
        return matmul(a, b);
    }

    static Tensor bmm(Tensor a, Tensor b) {
        ranks("bmm", a, 3, b, 3);
        if (a.size(0) != b.size(0)) {
            throw new ShapeException("bmm: batches differ: " + a.describe() + " and " + b.describe());
        }
        return matmul(a, b);
    }

    static Tensor addmm(Tensor x, Tensor a, Tensor b, double beta, double alpha) {
        ranks("addmm", a, 2, b, 2);
        Tensor product = matmul(a, b);
        Tensor scaled = alpha == 1 ? product : product.mul(alpha);
        // A factor of 0 keeps NaN of x out, as PyTorch says.
        return beta == 0 ? scaled : scaled.add(beta == 1 ? x : x.mul(beta));
    }
}
