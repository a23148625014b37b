package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Attention;
import io.github.autograd4j.spi.View;

/** The operands of attention or of its gradient, as kernels get them; {@code attention.cuh} is the other side. */
final class AttentionViews {
    private static final int PIECE = 16;

    private final Attention op;
    private final View q;
    private final View k;
    private final View v;
    private final View mask;

    /** The cotangent, the logarithms and the deltas, or nothing. */
    private final View[] more;

    private final int row;

    AttentionViews(Attention op, View q, View k, View v, View mask, View... more) {
        this.op = op;
        this.q = q;
        this.k = k;
        this.v = v;
        this.mask = mask;
        this.more = more;
        this.row = q.rank() - 2;
    }

    DType type() {
        return q.dtype();
    }

    /** The elements of a query and of a key. */
    int d() {
        return (int) q.dim(row + 1);
    }

    /** The elements of a value. */
    int e() {
        return (int) v.dim(row + 1);
    }

    /** The queries or the keys of a head. */
    long rows(boolean byQuery) {
        return (byQuery ? q : k).dim(row);
    }

    /** The macro MASK. */
    int kindOfMask() {
        return mask == null ? 0 : mask.dtype() == DType.BOOL ? 1 : 2;
    }

    /** The leading axes of all operands. */
    AxisGroup heads() {
        View[] all = new View[4 + more.length];
        all[0] = q;
        all[1] = k;
        all[2] = v;
        all[3] = mask == null ? q : mask;
        System.arraycopy(more, 0, all, 4, more.length);
        return AxisGroup.of(AxisGroup.without(row, -1), all);
    }

    /** Whether every row of the matrices that are read in 16 bytes begins at a multiple of that and has a multiple of it. */
    boolean aligned() {
        return aligned(q) && aligned(k) && aligned(v) && (more.length == 0 || aligned(more[0]));
    }

    private static boolean aligned(View view) {
        int last = view.rank() - 1;
        long elements = PIECE / view.dtype().byteSize();
        boolean aligned =
                CudaBuffer.address(view) % PIECE == 0 && view.stride(last) == 1 && view.dim(last) % elements == 0;
        for (int i = 0; i < last; i++) {
            aligned &= view.dim(i) == 1 || view.stride(i) % elements == 0;
        }
        return aligned;
    }

    /** The first arguments. */
    void addresses(Arguments arguments) {
        if (more.length > 0) {
            arguments.pointer(CudaBuffer.address(more[0]));
        }
        arguments.pointer(CudaBuffer.address(q)).pointer(CudaBuffer.address(k)).pointer(CudaBuffer.address(v));
        for (int i = 1; i < more.length; i++) {
            arguments.pointer(CudaBuffer.address(more[i]));
        }
        arguments.pointer(mask == null ? 0 : CudaBuffer.address(mask));
    }

    /** The struct {@code Heads}. */
    void heads(Arguments arguments, int rank, long tiles) {
        arguments
                .struct()
                .field64(Double.doubleToRawLongBits(op.scale()))
                .fieldIndex(q.dim(row))
                .fieldIndex(k.dim(row));
        strides(arguments, q);
        strides(arguments, k);
        strides(arguments, v);
        strides(arguments, mask);
        strides(arguments, more.length > 0 ? more[0] : null);
        arguments
                .fieldIndex(more.length > 0 ? more[1].stride(row) : 0)
                .fieldIndex(more.length > 0 ? more[2].stride(row) : 0)
                .fieldIndex(tiles)
                .field32(rank)
                .field32(op.causal() ? 1 : 0);
    }

    private void strides(Arguments arguments, View matrix) {
        arguments
                .fieldIndex(matrix == null ? 0 : matrix.stride(row))
                .fieldIndex(matrix == null ? 0 : matrix.stride(row + 1));
    }
}
