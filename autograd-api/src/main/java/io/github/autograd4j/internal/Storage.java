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
    private final Managed managed;
    private int version;

    /** What is known besides where memory must be given back. */
    private static final class Managed {
        final DeviceMemory.Grant grant;
        final String origin;
        final AtomicInteger claims = new AtomicInteger();
        boolean scoped;

        Managed(DeviceMemory.Grant grant, String origin, boolean scoped) {
            this.grant = grant;
            this.origin = origin;
            this.scoped = scoped;
        }
    }

    Storage(DeviceRuntime runtime, Buffer buffer, DType dtype, long count) {
        this.runtime = runtime;
        this.buffer = buffer;
        this.dtype = dtype;
        this.count = count;
        this.managed = null;
    }

    Storage(DeviceRuntime runtime, DeviceMemory.Grant grant, DType dtype, long count, String origin, boolean scoped) {
        this.runtime = runtime;
        this.buffer = grant.buffer();
        this.dtype = dtype;
        this.count = count;
        this.managed = new Managed(grant, origin, scoped);
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

    /**
     * Claims the storage for a holder; null where the garbage collector owns the memory.
     *
     * @param holder who holds it
     * @param scoped whether a scope owns the holder
     */
    public Lease lease(Object holder, boolean scoped) {
        if (managed == null) {
            return null;
        }
        if (!scoped) {
            outliveScope();
        }
        return runtime.garbage().lease(holder, this);
    }

    /** Notes that a holder outlives the scope that would have given the memory back. */
    public void outliveScope() {
        if (managed != null && managed.scoped) {
            synchronized (managed) {
                if (managed.scoped) {
                    managed.scoped = false;
                    runtime.outlivesScopes(managed.grant.bytes());
                }
            }
        }
    }

    /** The operation it is the result of. */
    String origin() {
        return managed.origin;
    }

    long bytes() {
        return managed.grant.bytes();
    }

    void retain() {
        managed.claims.incrementAndGet();
    }

    void release() {
        if (managed.claims.decrementAndGet() == 0) {
            synchronized (managed) {
                runtime.free(managed.grant, managed.scoped);
            }
        }
    }
}
