package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.RawMemory;
import java.util.Map;
import java.util.TreeMap;

/**
 * Addresses without memory behind them: each buffer has elements of its own, garbage at first. What lies where a new
 * buffer is made counts as freed, so that memory handed out twice shows in whoever uses it first.
 */
final class PooledMemory implements RawMemory {
    private final TreeMap<Long, Long> segments = new TreeMap<>();
    private final TreeMap<Long, ReferenceBuffer> buffers = new TreeMap<>();
    private long next = ALIGNMENT;
    private long taken;
    private long capacity = Long.MAX_VALUE;

    @Override
    public long allocate(long bytes) {
        if (taken + bytes > capacity) {
            throw new OutOfDeviceMemoryException("pooled: " + bytes + " bytes wanted, " + taken + " taken");
        }
        long address = next;
        next += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT + ALIGNMENT;
        segments.put(address, bytes);
        taken += bytes;
        return address;
    }

    @Override
    public void free(long address, long bytes) {
        if (!Long.valueOf(bytes).equals(segments.remove(address))) {
            throw new DeviceException("pooled: no segment of " + bytes + " bytes at " + address);
        }
        taken -= bytes;
        retire(address, bytes);
    }

    @Override
    public Buffer buffer(long address, DType dtype, long count) {
        ReferenceBuffer buffer = new ReferenceBuffer(dtype, count, null);
        if (count > 0) {
            Map.Entry<Long, Long> segment = segments.floorEntry(address);
            if (segment == null
                    || address + buffer.bytes() > segment.getKey() + segment.getValue()
                    || address % ALIGNMENT != 0) {
                throw new DeviceException("pooled: no memory for " + buffer + " at " + address);
            }
            retire(address, buffer.bytes());
            buffers.put(address, buffer);
        }
        return buffer;
    }

    private void retire(long address, long bytes) {
        Map.Entry<Long, ReferenceBuffer> before = buffers.lowerEntry(address);
        if (before != null && before.getKey() + before.getValue().bytes() > address) {
            before.getValue().free();
            buffers.remove(before.getKey());
        }
        Map<Long, ReferenceBuffer> covered = buffers.subMap(address, address + bytes);
        covered.values().forEach(ReferenceBuffer::free);
        covered.clear();
    }

    /** What is taken from the device. */
    long taken() {
        return taken;
    }

    /** How many segments are taken from the device. */
    int segments() {
        return segments.size();
    }

    void capacity(long bytes) {
        capacity = bytes;
    }
}
