package io.github.autograd4j;

import java.util.Arrays;

/** The sizes of a tensor along its axes; immutable. A shape of rank 0 has one element, a size may be 0. */
public final class Shape {
    /** The shape of a scalar tensor. */
    public static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;
    private final long[] strides;
    private final long numel;

    private Shape(long[] dims) {
        this.dims = dims;
        this.strides = new long[dims.length];
        long count = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            if (dims[i] < 0) {
                throw new ShapeException("shape: negative size: " + Arrays.toString(dims));
            }
            strides[i] = count;
            // A size of 0 must not hide the strides in front of it.
            count = multiply(count, Math.max(dims[i], 1), dims);
        }
        boolean empty = false;
        for (long dim : dims) {
            empty |= dim == 0;
        }
        this.numel = empty ? 0 : count;
    }

    private static long multiply(long a, long b, long[] dims) {
        long product = a * b;
        if (a != 0 && (product / a != b || product < 0)) {
            throw new ShapeException("shape: more elements than a long can count: " + Arrays.toString(dims));
        }
        return product;
    }

    /**
     * Returns the shape with these sizes.
     *
     * @param dims the sizes, none negative
     * @return the shape
     */
    public static Shape of(long... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /**
     * Returns the number of axes.
     *
     * @return the rank
     */
    public int rank() {
        return dims.length;
    }

    /**
     * Returns the number of elements.
     *
     * @return the product of the sizes; 1 for rank 0
     */
    public long numel() {
        return numel;
    }

    /**
     * Returns the size along an axis.
     *
     * @param axis the axis; negative counts from the last
     * @return its size
     */
    public long dim(int axis) {
        return dims[axis(axis)];
    }

    /**
     * Returns the sizes.
     *
     * @return a new array
     */
    public long[] toArray() {
        return dims.clone();
    }

    /**
     * Returns the element stride along an axis of a contiguous row-major tensor of this shape.
     *
     * @param axis the axis, 0 to rank − 1
     * @return the product of the sizes after the axis, each counted as at least 1
     */
    public long contiguousStride(int axis) {
        return strides[axis];
    }

    /**
     * Returns the axis as a number from 0 to rank − 1.
     *
     * @param axis the axis; negative counts from the last
     * @return the axis
     * @throws ShapeException if there is no such axis
     */
    public int axis(int axis) {
        int rank = dims.length;
        int result = axis < 0 ? axis + rank : axis;
        if (result < 0 || result >= rank) {
            throw new ShapeException("shape: axis " + axis + " is out of range for rank " + rank + ": " + this);
        }
        return result;
    }

    /**
     * Returns the shape that two shapes broadcast to, by NumPy's rules.
     *
     * @param a a shape
     * @param b a shape
     * @return the common shape, or null if there is none
     */
    public static Shape broadcast(Shape a, Shape b) {
        if (a == b || Arrays.equals(a.dims, b.dims)) {
            return a;
        }
        if (a.dims.length == 0) {
            return b;
        }
        if (b.dims.length == 0) {
            return a;
        }
        int rank = Math.max(a.dims.length, b.dims.length);
        long[] dims = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long x = i <= a.dims.length ? a.dims[a.dims.length - i] : 1;
            long y = i <= b.dims.length ? b.dims[b.dims.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                return null;
            }
            dims[rank - i] = x == 1 ? y : x;
        }
        return new Shape(dims);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** Returns for example {@code [2, 3]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
