package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.View;

/** A view seen as a stack of matrices, its leading axes counted as one. */
final class MatrixStack {
    final DType type;
    final Object array;
    final int first;
    final int count;
    final int rows;
    final int columns;
    final int rowStride;
    final int columnStride;
    private final Layout batch;

    MatrixStack(View view) {
        int rank = view.rank();
        type = view.dtype();
        array = CpuBuffer.array(view);
        first = (int) view.offset();
        rows = (int) view.dim(rank - 2);
        columns = (int) view.dim(rank - 1);
        rowStride = (int) view.stride(rank - 2);
        columnStride = (int) view.stride(rank - 1);
        batch = rank == 2 ? null : Layout.ofAxes(Axes.first(rank - 2), view);
        count = batch == null ? 1 : (int) batch.numel();
    }

    /** Where the first element of a matrix lies. */
    int at(int index) {
        return batch == null ? first : batch.at(0, index);
    }

    /** Whether a stack of products is one product, all rows of a together times the one matrix of b. */
    static boolean rowsJoin(MatrixStack a, MatrixStack b, MatrixStack c) {
        return b.step() == 0 && a.step() == (long) a.rows * a.rowStride && c.step() == (long) c.rows * c.rowStride;
    }

    /** The distance between matrices, or −1 if they do not lie at equal distances. */
    private long step() {
        return batch.rank() == 1 ? batch.stride(0, 0) : -1;
    }

    /** The elements of one matrix of integers, row by row. */
    long[] wholeNumbers(int index) {
        long[] result = new long[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i * columns + j] = Cells.load(type, array, at(index) + i * rowStride + j * columnStride);
            }
        }
        return result;
    }
}
