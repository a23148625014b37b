package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.Blas;
import io.github.autograd4j.spi.View;

/** A view as a stack of matrices: what BLAS can read of it as it lies. */
record MatrixStack(View view) {
    private int last() {
        return view.rank() - 1;
    }

    long rows() {
        return view.dim(last() - 1);
    }

    long columns() {
        return view.dim(last());
    }

    /** A size as products count it, in 32 bits. */
    static int intSize(long size) {
        if (size > Integer.MAX_VALUE) {
            throw new DeviceException(
                    "matmul: " + size + " rows, columns or matrices are too many (2147483647 at most)");
        }
        return (int) size;
    }

    long rowStride() {
        return view.stride(last() - 1);
    }

    private long columnStride() {
        return view.stride(last());
    }

    /** Whether each matrix lies row by row, rows at a distance that BLAS takes. */
    boolean byRows() {
        return (columns() == 1 || columnStride() == 1)
                && (rows() == 1 || rowStride() >= columns() && rowStride() <= Integer.MAX_VALUE);
    }

    private boolean byColumns() {
        return (rows() == 1 || rowStride() == 1)
                && (columns() == 1 || columnStride() >= rows() && columnStride() <= Integer.MAX_VALUE);
    }

    /** Whether BLAS can read the matrices without a copy. */
    boolean expressible() {
        return byRows() || byColumns();
    }

    /**
     * The operand, transposed as a whole: BLAS counts column by column, where rows of ours are columns.
     *
     * @param offset the elements before the first matrix
     * @param step the distance between matrices
     */
    Blas.Operand operand(long offset, long step) {
        long address = CudaBuffer.address(view) + offset * view.dtype().byteSize();
        return byRows()
                ? new Blas.Operand(address, false, (int) (rows() == 1 ? columns() : rowStride()), step)
                : new Blas.Operand(address, true, (int) (columns() == 1 ? rows() : columnStride()), step);
    }
}
