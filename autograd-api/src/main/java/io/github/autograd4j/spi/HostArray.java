package io.github.autograd4j.spi;

import io.github.autograd4j.DType;

/**
 * A piece of a Java array, as host memory for copies to and from a device.
 *
 * @param dtype the element type
 * @param array {@code float[]} for float32, {@code double[]} for float64, {@code short[]} (bit patterns) for the half
 *     types, {@code int[]} for int32, {@code long[]} for int64, {@code byte[]} for uint8 and bool
 * @param offset the first element
 * @param length the number of elements
 */
public record HostArray(DType dtype, Object array, int offset, int length) {
    /**
     * Checks that the array fits the type and the range the array.
     *
     * @param dtype the element type
     * @param array the Java array
     * @param offset the first element
     * @param length the number of elements
     */
    public HostArray {
        Class<?> expected = carrier(dtype);
        if (array.getClass() != expected) {
            throw new IllegalArgumentException("hostArray: " + dtype + " is carried by " + expected.getSimpleName()
                    + ", not " + array.getClass().getSimpleName());
        }
        java.util.Objects.checkFromIndexSize(offset, length, java.lang.reflect.Array.getLength(array));
    }

    /**
     * Returns a new array of zeros.
     *
     * @param dtype the element type
     * @param length the number of elements
     * @return the whole array
     */
    public static HostArray allocate(DType dtype, int length) {
        Object array = java.lang.reflect.Array.newInstance(carrier(dtype).getComponentType(), length);
        return new HostArray(dtype, array, 0, length);
    }

    private static Class<?> carrier(DType dtype) {
        return switch (dtype) {
            case BOOL, UINT8 -> byte[].class;
            case INT32 -> int[].class;
            case INT64 -> long[].class;
            case FLOAT16, BFLOAT16 -> short[].class;
            case FLOAT32 -> float[].class;
            case FLOAT64 -> double[].class;
        };
    }
}
