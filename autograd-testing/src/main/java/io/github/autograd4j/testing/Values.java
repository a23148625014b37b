package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Elements on the host, as doubles whatever their type: what samples are made of and what oracles compute with plain
 * loops.
 *
 * @param dtype the type; the elements are numbers that it can hold
 * @param shape the shape
 * @param elements the elements in row-major order, not to be changed
 */
public record Values(DType dtype, Shape shape, double... elements) implements TensorSpec {
    /**
     * Checks the number of elements.
     *
     * @param dtype the type
     * @param shape the shape
     * @param elements the elements
     */
    public Values {
        if (elements.length != shape.numel()) {
            throw new IllegalArgumentException("values: " + elements.length + " elements for shape " + shape);
        }
    }

    /**
     * Makes values from their indices, rounded to the type.
     *
     * @param dtype the type
     * @param shape the shape
     * @param element gives the element at an index
     * @return the values
     */
    public static Values generate(DType dtype, Shape shape, ToDoubleFunction<int[]> element) {
        double[] elements = new double[Math.toIntExact(shape.numel())];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = round(dtype, element.applyAsDouble(index(shape, i)));
        }
        return new Values(dtype, shape, elements);
    }

    private static double round(DType dtype, double value) {
        return dtype.isFloating() ? Rounding.toFloating(dtype, value) : Rounding.truncate(dtype, value);
    }

    /**
     * Reads a tensor.
     *
     * @param tensor on any device
     * @return its elements
     */
    public static Values of(Tensor tensor) {
        return new Values(tensor.dtype(), tensor.shape(), tensor.toDoubleArray());
    }

    /**
     * Makes a tensor of these elements.
     *
     * @param device where
     * @return a contiguous tensor
     */
    @SuppressWarnings("try") // only restores the device
    public Tensor on(Device device) {
        long[] dims = shape.toArray();
        try (Restore ignored = device.use()) {
            return switch (dtype) {
                case BOOL -> {
                    boolean[] flags = new boolean[elements.length];
                    for (int i = 0; i < flags.length; i++) {
                        flags[i] = elements[i] != 0;
                    }
                    yield Tensor.of(flags, dims);
                }
                case INT32 ->
                    Tensor.of(Arrays.stream(elements).mapToInt(x -> (int) x).toArray(), dims);
                case INT64 ->
                    Tensor.of(Arrays.stream(elements).mapToLong(x -> (long) x).toArray(), dims);
                case FLOAT64 -> Tensor.of(elements.clone(), dims);
                default -> {
                    float[] floats = new float[elements.length];
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] = (float) elements[i];
                    }
                    yield Tensor.of(floats, dims).to(dtype);
                }
            };
        }
    }

    /** The index of the i-th element. */
    static int[] index(Shape shape, int i) {
        int[] index = new int[shape.rank()];
        int rest = i;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            int size = Math.toIntExact(shape.dim(axis));
            index[axis] = rest % size;
            rest /= size;
        }
        return index;
    }

    /**
     * Returns an element; an index with more numbers than axes is right-aligned, and axes of size 1 repeat, as in
     * broadcasting.
     *
     * @param index where it is
     * @return the element
     */
    public double at(int... index) {
        int position = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            int at = shape.dim(axis) == 1 ? 0 : index[index.length - shape.rank() + axis];
            position = position * Math.toIntExact(shape.dim(axis)) + at;
        }
        return elements[position];
    }

    /**
     * Applies a function to each element.
     *
     * @param result the type of the result
     * @param function the function
     * @return the new values, rounded
     */
    public Values map(DType result, DoubleUnaryOperator function) {
        return generate(result, shape, i -> function.applyAsDouble(at(i)));
    }

    /**
     * Combines with other values, broadcasting.
     *
     * @param result the type of the result
     * @param other the other values
     * @param function the function
     * @return the new values, rounded
     */
    public Values zip(DType result, Values other, DoubleBinaryOperator function) {
        return generate(result, Shape.broadcast(shape, other.shape), i -> function.applyAsDouble(at(i), other.at(i)));
    }

    /**
     * Reorders the axes.
     *
     * @param axes axis i of the result is axis {@code axes[i]} of this
     * @return the reordered values
     */
    public Values permute(int... axes) {
        long[] dims = Arrays.stream(axes).mapToLong(shape::dim).toArray();
        return generate(dtype, Shape.of(dims), i -> {
            int[] from = new int[axes.length];
            for (int k = 0; k < axes.length; k++) {
                from[axes[k]] = i[k];
            }
            return at(from);
        });
    }

    /**
     * Gives the elements another shape.
     *
     * @param dims the sizes
     * @return the same elements
     */
    public Values reshape(long... dims) {
        return new Values(dtype, Shape.of(dims), elements);
    }

    /**
     * Converts.
     *
     * @param target the new type
     * @return the elements, rounded to that type
     */
    public Values to(DType target) {
        return target == dtype ? this : map(target, x -> x);
    }

    @Override
    public String toString() {
        return describe() + Arrays.toString(elements);
    }
}
