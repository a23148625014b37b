package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.MemoryStats;
import java.util.concurrent.atomic.AtomicLong;

/** A started device: its backend and, where memory is managed, the account of who holds what. */
public final class DeviceRuntime {
    private final Device device;
    private final Backend backend;
    private final DeviceMemory memory; // null: the garbage collector owns it
    private final DeviceMemory reused; // what scopes give back where the garbage collector owns the rest; or null
    private final AtomicLong unscoped = new AtomicLong();
    private final Garbage garbage = new Garbage(unscoped::get);

    DeviceRuntime(Device device, Backend backend) {
        this.device = device;
        this.backend = backend;
        boolean managed = backend.info().managedMemory();
        this.memory = managed ? DeviceMemory.managed(backend) : null;
        this.reused = managed ? null : DeviceMemory.reused(backend);
    }

    /** Returns which device this is. */
    public Device device() {
        return device;
    }

    /** Returns its backend. */
    public Backend backend() {
        return backend;
    }

    /** Tells whether storages are counted and freed; if not, the garbage collector owns them. */
    public boolean managed() {
        return memory != null;
    }

    /** Tells whether what is given back inside a scope can be used again at once, or by others. */
    public boolean reclaims(ScopeFrame scope) {
        return memory != null || reused != null && scope != null;
    }

    /** Returns how many claims were given back by the garbage collector rather than by a scope or a graph. */
    public long abandonedLeases() {
        return garbage.abandoned();
    }

    /**
     * Allocates a storage; on managed devices after taking back what became unreachable.
     *
     * @param origin the operation that wants it, for reports
     * @param scoped whether a scope will give it back
     */
    public Storage allocate(String origin, DType dtype, long count, boolean scoped) {
        if (memory == null) {
            return unmanaged(origin, dtype, count, scoped);
        }
        garbage.drain();
        if (!scoped) {
            garbage.keepBudget();
        }
        DeviceMemory.Grant grant;
        try {
            grant = memory.allocate(dtype, count);
        } catch (OutOfDeviceMemoryException first) {
            garbage.collect();
            try {
                grant = memory.allocate(dtype, count);
            } catch (OutOfDeviceMemoryException second) {
                throw MemoryReport.exhausted(this, origin, dtype, count, second);
            }
        }
        if (!scoped) {
            unscoped.addAndGet(grant.bytes());
        }
        return new Storage(this, grant, dtype, count, origin, scoped);
    }

    private Storage unmanaged(String origin, DType dtype, long count, boolean scoped) {
        if (reused == null || count * dtype.byteSize() < ReusedMemory.SMALLEST) {
            return new Storage(this, backend.allocate(dtype, count), dtype, count);
        }
        garbage.drain();
        try {
            return unmanagedOnce(origin, dtype, count, scoped);
        } catch (OutOfDeviceMemoryException first) {
            makeRoom();
            return unmanagedOnce(origin, dtype, count, scoped);
        }
    }

    private Storage unmanagedOnce(String origin, DType dtype, long count, boolean scoped) {
        return scoped
                ? new Storage(this, reused.allocate(dtype, count), dtype, count, origin, true)
                : new Storage(this, backend.allocate(dtype, count), dtype, count);
    }

    void free(DeviceMemory.Grant grant, boolean scoped) {
        if (!scoped) {
            unscoped.addAndGet(-grant.bytes());
        }
        (memory == null ? reused : memory).free(grant);
    }

    /** Notes that no scope will give memory back any more. */
    void outlivesScopes(long bytes) {
        unscoped.addAndGet(bytes);
    }

    Garbage garbage() {
        return garbage;
    }

    /** Returns what the memory holds; see {@link Device#memoryStats()}. */
    public MemoryStats memoryStats() {
        if (memory == null) {
            long cached = reused == null ? 0 : reused.stats().cached();
            return new MemoryStats(-1, cached, -1, Runtime.getRuntime().maxMemory());
        }
        garbage.drain();
        return memory.stats();
    }

    /** See {@link Device#emptyCache()}. */
    public void emptyCache() {
        garbage.drain();
        if (memory != null) {
            memory.emptyCache();
        } else if (reused != null) {
            reused.emptyCache();
        }
    }

    /** See {@link Device#resetPeakMemory()}. */
    public void resetPeakMemory() {
        if (memory != null) {
            garbage.drain();
            memory.resetPeak();
        }
    }

    /** See {@link Device#memoryLimit(long)}. */
    public void memoryLimit(long bytes) {
        if (memory == null) {
            throw new DeviceException(
                    "memoryLimit: the garbage collector owns the memory of " + device + "; start Java with -Xmx");
        }
        memory.limit(bytes);
    }

    /** Gives up garbage and what is cached, for memory that the backend takes itself. */
    public void makeRoom() {
        if (memory != null || reused != null) {
            garbage.collect();
            emptyCache();
        }
    }
}
