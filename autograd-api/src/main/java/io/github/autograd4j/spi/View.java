package io.github.autograd4j.spi;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.TensorSpec;

/**
 * A strided window on a buffer: element (i, j, …) lies at {@code offset + i·stride(0) + j·stride(1) + …}, counted in
 * elements. Strides are never negative; a stride of 0 repeats. Immutable; the methods that transform give a new window
 * on the same buffer.
 */
public final class View implements TensorSpec {
    private final Buffer buffer;
    private final DType dtype;
    private final Shape shape;
    private final long[] strides; // null: contiguous
    private final long offset;

    private View(Buffer buffer, DType dtype, Shape shape, long[] strides, long offset) {
        this.buffer = buffer;
        this.dtype = dtype;
        this.shape = shape;
        this.strides = strides;
        this.offset = offset;
    }

    /**
     * Returns the contiguous row-major window on the first elements of a buffer.
     *
     * @param buffer the memory
     * @param dtype the element type
     * @param shape the shape
     * @return the view
     */
    public static View contiguous(Buffer buffer, DType dtype, Shape shape) {
        return new View(buffer, dtype, shape, null, 0);
    }

    /**
     * Returns a window with explicit strides.
     *
     * @param shape the shape
     * @param strides an element stride for each axis, none negative
     * @param offset the element at which it starts
     * @return a view of the same buffer
     */
    public View strided(Shape shape, long[] strides, long offset) {
        return new View(buffer, dtype, shape, isRowMajor(shape, strides) ? null : strides, offset);
    }

    private static boolean isRowMajor(Shape shape, long[] strides) {
        for (int i = 0; i < strides.length; i++) {
            if (shape.dim(i) != 1 && strides[i] != shape.contiguousStride(i)) {
                return shape.numel() == 0;
            }
        }
        return true;
    }

    /**
     * Returns the memory looked at.
     *
     * @return the buffer
     */
    public Buffer buffer() {
        return buffer;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /**
     * Returns the number of axes.
     *
     * @return the rank
     */
    public int rank() {
        return shape.rank();
    }

    /**
     * Returns the number of elements.
     *
     * @return the product of the sizes
     */
    public long numel() {
        return shape.numel();
    }

    /**
     * Returns the size along an axis.
     *
     * @param axis the axis
     * @return its size
     */
    public long dim(int axis) {
        return shape.dim(axis);
    }

    /**
     * Returns the stride along an axis.
     *
     * @param axis the axis, 0 to rank − 1
     * @return the distance in elements between neighbours
     */
    public long stride(int axis) {
        return strides == null ? shape.contiguousStride(axis) : strides[axis];
    }

    /**
     * Returns the strides along all axes.
     *
     * @return a new array
     */
    public long[] strides() {
        long[] result = new long[rank()];
        for (int i = 0; i < result.length; i++) {
            result[i] = stride(i);
        }
        return result;
    }

    /**
     * Returns where the first element lies.
     *
     * @return the offset in elements
     */
    public long offset() {
        return offset;
    }

    /**
     * Tells whether the elements lie one after the other in row-major order.
     *
     * @return true if contiguous
     */
    public boolean isContiguous() {
        return strides == null;
    }

    /**
     * Reorders the axes.
     *
     * @param axes axis i of the result is axis {@code axes[i]} of this
     * @return the view
     */
    public View permute(int... axes) {
        long[] dims = new long[axes.length];
        long[] newStrides = new long[axes.length];
        for (int i = 0; i < axes.length; i++) {
            dims[i] = dim(axes[i]);
            newStrides[i] = stride(axes[i]);
        }
        return strided(Shape.of(dims), newStrides, offset);
    }

    /**
     * Broadcasts to a larger shape by strides of 0.
     *
     * @param target a shape that this one broadcasts to
     * @return the view
     */
    public View expand(Shape target) {
        if (shape.equals(target)) {
            return this;
        }
        int lead = target.rank() - rank();
        long[] newStrides = new long[target.rank()];
        for (int i = Math.max(lead, 0); i < newStrides.length; i++) {
            newStrides[i] = dim(i - lead) == 1 && target.dim(i) != 1 ? 0 : stride(i - lead);
        }
        return strided(target, newStrides, offset);
    }

    /**
     * Takes every {@code step}-th position along an axis.
     *
     * @param axis the axis, 0 to rank − 1
     * @param start the first position
     * @param length how many positions
     * @param step the distance between them, at least 1
     * @return the view
     */
    public View slice(int axis, long start, long length, long step) {
        long[] dims = shape.toArray();
        long[] newStrides = strides();
        dims[axis] = length;
        newStrides[axis] *= step;
        return strided(Shape.of(dims), newStrides, length == 0 ? offset : offset + start * stride(axis));
    }

    /**
     * Puts the diagonal of two axes last, in their place.
     *
     * @param shift how far right of the main diagonal; negative is below
     * @param axis1 the axis that runs down
     * @param axis2 the axis that runs right
     * @return the view
     */
    public View diagonal(long shift, int axis1, int axis2) {
        long down = Math.max(-shift, 0);
        long right = Math.max(shift, 0);
        long length = Math.max(0, Math.min(dim(axis1) - down, dim(axis2) - right));
        int rank = rank();
        long[] dims = new long[rank - 1];
        long[] newStrides = new long[rank - 1];
        int at = 0;
        for (int i = 0; i < rank; i++) {
            if (i != axis1 && i != axis2) {
                dims[at] = dim(i);
                newStrides[at++] = stride(i);
            }
        }
        dims[at] = length;
        newStrides[at] = stride(axis1) + stride(axis2);
        long start = length == 0 ? offset : offset + down * stride(axis1) + right * stride(axis2);
        return strided(Shape.of(dims), newStrides, start);
    }

    /**
     * Slides a window along an axis; the positions inside the window become a new last axis.
     *
     * @param axis the axis
     * @param size the window's size, at most the axis'
     * @param step the distance between windows
     * @return the view
     */
    public View unfold(int axis, long size, long step) {
        int rank = rank();
        long[] dims = java.util.Arrays.copyOf(shape.toArray(), rank + 1);
        long[] newStrides = java.util.Arrays.copyOf(strides(), rank + 1);
        dims[rank] = size;
        newStrides[rank] = newStrides[axis];
        dims[axis] = (dims[axis] - size) / step + 1;
        newStrides[axis] *= step;
        return strided(Shape.of(dims), newStrides, offset);
    }

    /**
     * Gives the same elements, in row-major order, another shape.
     *
     * @param target a shape of as many elements
     * @return the view, or null if no strides can express it
     */
    public View reshape(Shape target) {
        if (strides == null) {
            return new View(buffer, dtype, target, null, offset);
        }
        int newRank = target.rank();
        long[] newStrides = new long[newRank];
        int from = 0; // next axis of this view that has no place in the target yet
        int to = 0;
        while (from < rank() && to < newRank) {
            long have = dim(from);
            long want = target.dim(to);
            int fromEnd = from + 1;
            int toEnd = to + 1;
            while (have != want) {
                if (have < want) {
                    have *= dim(fromEnd++);
                } else {
                    want *= target.dim(toEnd++);
                }
            }
            long stride = chunkStride(from, fromEnd);
            if (stride < 0) {
                return null;
            }
            for (int i = toEnd - 1; i >= to; i--) {
                newStrides[i] = stride;
                stride *= target.dim(i);
            }
            from = fromEnd;
            to = toEnd;
        }
        // What remains on either side has size 1, where any stride will do.
        return strided(target, newStrides, offset);
    }

    /** The stride at which the axes from (inclusive) to end merge into one, or −1 if they do not. */
    private long chunkStride(int start, int end) {
        long stride = 0;
        long next = -1;
        for (int i = end - 1; i >= start; i--) {
            if (dim(i) == 1) {
                continue;
            }
            if (next < 0) {
                stride = stride(i);
            } else if (stride(i) != next) {
                return -1;
            }
            next = stride(i) * dim(i);
        }
        return stride;
    }

    /** Returns for example {@code float32[2, 3] strides [1, 2] offset 4}. */
    @Override
    public String toString() {
        return describe()
                + (strides == null ? "" : " strides " + java.util.Arrays.toString(strides))
                + (offset == 0 ? "" : " offset " + offset);
    }
}
