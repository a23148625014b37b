package io.github.autograd4j.cpu;

import java.util.Arrays;

/** A thread's arrays that begin at zero, for operands that do not. */
final class FloatChunks {
    static final ThreadLocal<FloatChunks> OF_THREAD = ThreadLocal.withInitial(FloatChunks::new);

    /** Elements of a chunk: few enough for the first-level cache. */
    static final int SIZE = 1024;

    final float[] result = new float[SIZE];
    final byte[] truth = new byte[SIZE];
    private final float[] first = new float[SIZE];
    private final float[] second = new float[SIZE];

    float[] first(float[] source, int offset, int stride, int count) {
        return fill(first, source, offset, stride, count);
    }

    float[] second(float[] source, int offset, int stride, int count) {
        return fill(second, source, offset, stride, count);
    }

    private static float[] fill(float[] chunk, float[] source, int offset, int stride, int count) {
        if (stride == 0) {
            Arrays.fill(chunk, 0, count, source[offset]);
        } else {
            System.arraycopy(source, offset, chunk, 0, count);
        }
        return chunk;
    }
}
