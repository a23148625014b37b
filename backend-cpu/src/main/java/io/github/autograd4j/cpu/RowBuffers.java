package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;

/** Working memory of a thread for rows of float32 or float64 elements: long rows are tasks of their own. */
final class RowBuffers {
    private static final ThreadBuffers<float[]> FLOATS = new ThreadBuffers<>(float[]::new, array -> array.length);
    private static final ThreadBuffers<double[]> DOUBLES = new ThreadBuffers<>(double[]::new, array -> array.length);

    private RowBuffers() {}

    /** An array of at least {@code minLength} elements with arbitrary contents, to be given back. */
    static Object take(DType type, int minLength) {
        return type == DType.FLOAT32 ? FLOATS.take(minLength) : DOUBLES.take(minLength);
    }

    static void give(Object array) {
        if (array instanceof float[] floats) {
            FLOATS.give(floats);
        } else {
            DOUBLES.give((double[]) array);
        }
    }
}
