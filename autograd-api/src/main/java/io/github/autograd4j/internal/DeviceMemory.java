package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.MemoryStats;
import io.github.autograd4j.spi.RawMemory;

/** Memory of a device that is given back: where it comes from, and how much of it there is. */
abstract class DeviceMemory {
    private static final String LIMIT_PROPERTY = "autograd.memory.limit";
    private static final String POOL_PROPERTY = "autograd.memory.pool";

    private long live;
    private long peak;
    private long limit = Bytes.property(LIMIT_PROPERTY, -1);

    /** What was handed out: the buffer, and where the memory that granted it will put it back. */
    record Grant(Buffer buffer, Object place, long bytes) {}

    /** The memory of a device on which it must be given back. */
    static DeviceMemory managed(Backend backend) {
        RawMemory raw = backend.rawMemory();
        if (raw == null) {
            return new BufferMemory(backend);
        }
        return isPooled() ? new BlockPool(raw) : new ExactMemory(raw);
    }

    /** The memory that scopes give back on a device where none needs to be; null if they are to leave it alone. */
    static DeviceMemory reused(Backend backend) {
        return isPooled() ? new ReusedMemory(backend) : null;
    }

    private static boolean isPooled() {
        return Boolean.parseBoolean(System.getProperty(POOL_PROPERTY, "true"));
    }

    /** Takes memory; fails rather than waits or collects. */
    final synchronized Grant allocate(DType dtype, long count) {
        Grant grant = take(dtype, count);
        live += grant.bytes;
        peak = Math.max(peak, live);
        return grant;
    }

    /** Gives memory back. */
    final synchronized void free(Grant grant) {
        live -= grant.bytes;
        give(grant);
    }

    abstract Grant take(DType dtype, long count);

    abstract void give(Grant grant);

    /** What is kept for reuse. */
    abstract long cached();

    /** Gives what is kept for reuse back to the device. */
    abstract void trim();

    final synchronized void emptyCache() {
        trim();
    }

    /** Refuses to hold more than the limit. */
    final void checkLimit(long bytes) {
        if (limit >= 0 && live + cached() + bytes > limit) {
            throw new OutOfDeviceMemoryException("the limit of " + MemoryStats.size(limit) + " is reached");
        }
    }

    final synchronized long live() {
        return live;
    }

    final synchronized MemoryStats stats() {
        return new MemoryStats(live, cached(), peak, limit);
    }

    final synchronized void resetPeak() {
        peak = live;
    }

    final synchronized void limit(long bytes) {
        limit = bytes;
    }
}
