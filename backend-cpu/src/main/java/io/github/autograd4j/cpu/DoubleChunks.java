package io.github.autograd4j.cpu;

import java.util.Arrays;

/** A thread's arrays that begin at zero, for operands that do not. */
final class DoubleChunks {
    static final ThreadLocal<DoubleChunks> OF_THREAD = ThreadLocal.withInitial(DoubleChunks::new);

    /** Elements of a chunk: few enough for the first-level cache. */
    static final int SIZE = 1024;

    final double[] result = new double[SIZE];
    final byte[] truth = new byte[SIZE];
    private final double[] first = new double[SIZE];
    private final double[] second = new double[SIZE];

    double[] first(double[] source, int offset, int stride, int count) {
        return fill(first, source, offset, stride, count);
    }

    double[] second(double[] source, int offset, int stride, int count) {
        return fill(second, source, offset, stride, count);
    }

    private static double[] fill(double[] chunk, double[] source, int offset, int stride, int count) {
        if (stride == 0) {
            Arrays.fill(chunk, 0, count, source[offset]);
        } else {
            System.arraycopy(source, offset, chunk, 0, count);
        }
        return chunk;
    }
}
