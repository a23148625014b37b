package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.View;

/** A Java array: {@code float[]}, {@code double[]}, {@code short[]} for the half types, {@code int[]}, {@code long[]},
 * {@code byte[]} for uint8 and bool. */
final class CpuBuffer implements Buffer {
    private static final long MAX_LENGTH = Integer.MAX_VALUE - 8L;

    final Object array;
    private final long bytes;

    private CpuBuffer(Object array, long bytes) {
        this.array = array;
        this.bytes = bytes;
    }

    static CpuBuffer allocate(DType dtype, long count) {
        long bytes = count * dtype.byteSize();
        if (count > MAX_LENGTH) {
            throw outOfMemory(dtype, count, "a Java array holds at most " + MAX_LENGTH);
        }
        try {
            return new CpuBuffer(newArray(dtype, (int) count), bytes);
        } catch (OutOfMemoryError e) {
            OutOfDeviceMemoryException failure = outOfMemory(
                    dtype,
                    count,
                    "the Java heap is limited to " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB; raise it with -Xmx");
            failure.initCause(e);
            throw failure;
        }
    }

    private static OutOfDeviceMemoryException outOfMemory(DType dtype, long count, String why) {
        return new OutOfDeviceMemoryException(
                "cpu: cannot allocate " + count + " elements of " + dtype + " (" + why + ")");
    }

    static Object newArray(DType dtype, int length) {
        return switch (dtype) {
            case BOOL, UINT8 -> new byte[length];
            case INT32 -> new int[length];
            case INT64 -> new long[length];
            case FLOAT16, BFLOAT16 -> new short[length];
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
        };
    }

    /** The array that a view of this device looks at. */
    static Object array(View view) {
        return ((CpuBuffer) view.buffer()).array;
    }

    @Override
    public long bytes() {
        return bytes;
    }
}
