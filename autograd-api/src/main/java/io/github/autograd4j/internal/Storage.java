package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.Leak;
import io.github.autograd4j.Shape;
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

    /** Who is to give memory back. */
    private enum Keeper {
        /** A scope that is open. */
        SCOPE,
        /** Whoever took it out of its scope. */
        USER,
        /** The garbage collector, if nobody does. */
        COLLECTOR
    }

    /** What is known besides where memory must be given back. */
    private static final class Managed {
        final DeviceMemory.Grant grant;
        final String origin;
        final Shape shape;
        final AtomicInteger claims = new AtomicInteger();
        final Throwable birth;
        Keeper keeper;

        Managed(DeviceMemory.Grant grant, String origin, Shape shape, boolean scoped) {
            this.grant = grant;
            this.origin = origin;
            this.shape = shape;
            this.birth = scoped && Leaks.TRACES ? new Throwable("made here") : null;
            this.keeper = scoped ? Keeper.SCOPE : Keeper.COLLECTOR;
        }
    }

    Storage(DeviceRuntime runtime, Buffer buffer, DType dtype, long count) {
        this.runtime = runtime;
        this.buffer = buffer;
        this.dtype = dtype;
        this.count = count;
        this.managed = null;
    }

    Storage(DeviceRuntime runtime, DeviceMemory.Grant grant, DType dtype, Shape shape, String origin, boolean scoped) {
        this.runtime = runtime;
        this.buffer = grant.buffer();
        this.dtype = dtype;
        this.count = shape.numel();
        this.managed = new Managed(grant, origin, shape, scoped);
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
        // Where the collector owns the memory, a lost holder must not keep it.
        return runtime.managed() ? runtime.garbage().lease(holder, this) : new Lease(holder, null, this);
    }

    /** Notes that a holder outlives the scope that would have given the memory back. */
    public void outliveScope() {
        if (managed != null && managed.keeper == Keeper.SCOPE) {
            leaveScope(Keeper.COLLECTOR);
        }
    }

    /** Notes that a user took a holder out of all scopes, and is to close it. */
    public void keep() {
        if (managed != null) {
            leaveScope(Keeper.USER);
        }
    }

    /** Notes that an owner which nobody closes, such as a layer, has a holder. */
    public void adopt() {
        if (managed != null) {
            leaveScope(Keeper.COLLECTOR);
            managed.keeper = Keeper.COLLECTOR;
        }
    }

    private void leaveScope(Keeper keeper) {
        synchronized (managed) {
            if (managed.keeper == Keeper.SCOPE) {
                managed.keeper = keeper;
                runtime.outlivesScopes(managed.grant.bytes());
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

    /** Ends a claim; returns whether it was the last. */
    boolean release() {
        if (managed.claims.decrementAndGet() > 0) {
            return false;
        }
        synchronized (managed) {
            runtime.free(managed.grant, managed.keeper == Keeper.SCOPE);
        }
        return true;
    }

    /** Reports a leak if somebody else than the garbage collector was to give this back, and had to. */
    void reportLeak() {
        if (runtime.managed() && managed.keeper != Keeper.COLLECTOR) {
            Leaks.add(new Leak(runtime.device(), managed.origin, dtype, managed.shape, bytes(), managed.birth));
        }
    }
}
