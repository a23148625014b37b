package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Buffer;
import java.util.concurrent.atomic.AtomicInteger;

/** A buffer as the core knows it: whose it is, who holds it, and how often it was changed. Shared by all its views. */
public final class Storage {
    private final DeviceRuntime runtime;
    private final Buffer buffer;
    private final DType dtype;
    private final long count;
    private final AtomicInteger claims;
    private int version;

    Storage(DeviceRuntime runtime, Buffer buffer, DType dtype, long count) {
        this.runtime = runtime;
        this.buffer = buffer;
        this.dtype = dtype;
        this.count = count;
        this.claims = runtime.managed() ? new AtomicInteger() : null;
    }

    /** Returns the device that holds it. */
    public DeviceRuntime runtime() {
        return runtime;
    }

    /** Returns the memory. */
    public Buffer buffer() {
        return buffer;
    }

    /** Returns the element type. */
    public DType dtype() {
        return dtype;
    }

    /** Returns the number of elements. */
    public long count() {
        return count;
    }

    /** Returns how often the contents were changed in place. */
    public int version() {
        return version;
    }

    /** Notes a change in place. */
    public void bumpVersion() {
        version++;
    }

    /** Claims the storage for a holder; null where the garbage collector owns the memory. */
    public Lease lease(Object holder) {
        return claims == null ? null : runtime.lease(holder, this);
    }

    void retain() {
        claims.incrementAndGet();
    }

    void release() {
        if (claims.decrementAndGet() == 0) {
            runtime.free(buffer);
        }
    }
}
