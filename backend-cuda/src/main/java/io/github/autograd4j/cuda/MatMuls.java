package io.github.autograd4j.cuda;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.MatmulPrecision;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.driver.Blas;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/** Products of matrices: floating types by cuBLAS, integers by a kernel of our own. */
final class MatMuls {
    private final Launcher launcher;
    private final Copies copies;
    private final WholeMatMul whole;
    private final BatchAxes batches = new BatchAxes();
    private Blas blas;

    MatMuls(Launcher launcher, Copies copies) {
        this.launcher = launcher;
        this.copies = copies;
        this.whole = new WholeMatMul(launcher);
    }

    /** Multiplies; the output of half types may be float32. */
    void run(View a, View b, View output, double alpha, double beta) {
        if (!a.dtype().isFloating()) {
            whole.run(a, b, output, alpha, beta);
            return;
        }
        boolean copyA = !new MatrixStack(a).expressible();
        boolean copyB = !new MatrixStack(b).expressible();
        long space = copyA ? bytes(a) + 255 & -256 : 0;
        try (Scratch.Loan scratch = launcher.borrow("matmul", space + (copyB ? bytes(b) : 0))) {
            View left = copyA ? copied(a, scratch.address()) : a;
            View right = copyB ? copied(b, scratch.address() + space) : b;
            launcher.begin();
            try {
                if (blas == null) {
                    blas = new Blas(launcher.gpu());
                }
                multiply(left, right, output, alpha, beta);
            } finally {
                launcher.end();
            }
        }
    }

    private static long bytes(View view) {
        return view.numel() * view.dtype().byteSize();
    }

    private View copied(View view, long address) {
        View copy = at(address, view);
        copies.copy(view, copy);
        return copy;
    }

    private static View at(long address, View like) {
        return View.contiguous(new CudaBuffer(address, bytes(like)), like.dtype(), like.shape());
    }

    private void multiply(View a, View b, View output, double alpha, double beta) {
        MatrixStack x = new MatrixStack(a);
        MatrixStack y = new MatrixStack(b);
        MatrixStack z = new MatrixStack(output);
        batches.of(a, b, output);
        if (batches.rank() == 1 && rowsJoin(x, batches, z)) {
            // One matrix on the right for all: their rows are the rows of one product.
            long rows = batches.size(0) * x.rows();
            View tall = a.strided(Shape.of(rows, x.columns()), new long[] {x.rowStride(), 1}, a.offset());
            View result = output.strided(Shape.of(rows, z.columns()), new long[] {z.rowStride(), 1}, output.offset());
            View one = b.strided(
                    Shape.of(y.rows(), y.columns()),
                    new long[] {b.stride(b.rank() - 2), b.stride(b.rank() - 1)},
                    b.offset());
            multiply(tall, one, result, alpha, beta);
            return;
        }
        int axis = batches.longest();
        int batch = axis < 0 ? 1 : MatrixStack.intSize(batches.size(axis));
        boolean fast = Autograd.matmulPrecision() == MatmulPrecision.HIGH;
        long calls = batches.count() / batch;
        for (long call = 0; call < calls; call++) {
            blas.multiply(
                    a.dtype(),
                    output.dtype(),
                    fast,
                    MatrixStack.intSize(z.columns()),
                    MatrixStack.intSize(z.rows()),
                    MatrixStack.intSize(x.columns()),
                    y.operand(batches.offset(1, call, axis), batches.step(1, axis)),
                    x.operand(batches.offset(0, call, axis), batches.step(0, axis)),
                    z.operand(batches.offset(2, call, axis), batches.step(2, axis)),
                    batch,
                    alpha,
                    beta);
        }
    }

    private static boolean rowsJoin(MatrixStack a, BatchAxes batches, MatrixStack c) {
        return batches.step(1, 0) == 0
                && a.byRows()
                && c.byRows()
                && a.rows() > 1
                && batches.step(0, 0) == a.rows() * a.rowStride()
                && batches.step(2, 0) == c.rows() * c.rowStride()
                && batches.size(0) * a.rows() <= Integer.MAX_VALUE;
    }

    void close() {
        if (blas != null) {
            blas.close();
        }
    }
}
