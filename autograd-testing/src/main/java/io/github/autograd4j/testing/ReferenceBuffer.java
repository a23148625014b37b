package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.spi.Buffer;
import java.util.Arrays;

/**
 * Memory of the reference device. An element is held in a long: the bits of a double for floating types, the number
 * itself for the others.
 */
final class ReferenceBuffer implements Buffer {
    final DType dtype;
    final Throwable site;
    private final long count;
    private volatile long[] elements;

    ReferenceBuffer(DType dtype, long count, Throwable site) {
        this.dtype = dtype;
        this.count = count;
        this.site = site;
        this.elements = new long[Math.toIntExact(count)];
        Arrays.fill(elements, garbage(dtype));
    }

    private static long garbage(DType dtype) {
        return switch (dtype) {
            case BOOL, UINT8 -> 0xAA;
            case INT32 -> 0xAAAAAAAA;
            case INT64 -> 0xAAAAAAAAAAAAAAAAL;
            default -> Double.doubleToRawLongBits(Double.NaN);
        };
    }

    long[] elements() {
        long[] live = elements;
        if (live == null) {
            throw new DeviceException("reference: memory is used after it was freed: " + this);
        }
        return live;
    }

    void free() {
        if (elements == null) {
            throw new DeviceException("reference: memory is freed twice: " + this);
        }
        elements = null;
    }

    @Override
    public long bytes() {
        return count * dtype.byteSize();
    }

    @Override
    public String toString() {
        return dtype + " x " + count;
    }
}
