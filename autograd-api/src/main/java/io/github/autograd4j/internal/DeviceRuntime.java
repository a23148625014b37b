package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.MemoryStats;
import io.github.autograd4j.spi.Scratch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A started device: its backend and, where memory is managed, the account of who holds what. */
public final class DeviceRuntime {
    private final Device device;
    private final Backend backend;
    private final DeviceMemory memory; // null: the garbage collector owns it
    private final DeviceMemory reused; // what scopes give back where the garbage collector owns the rest; or null
    private final AtomicLong unscoped = new AtomicLong();
    private final Garbage garbage = new Garbage(unscoped::get);

    private record Loan(DeviceMemory memory, DeviceMemory.Grant grant) implements Scratch.Loan {
        @Override
        public long address() {
            return grant.place() instanceof Block block ? block.address : 0;
        }

        @Override
        public void close() {
            memory.free(grant);
        }
    }

    DeviceRuntime(Device device, Backend backend) {
        this.device = device;
        this.backend = backend;
        boolean managed = backend.info().managedMemory();
        this.memory = managed ? DeviceMemory.managed(backend) : null;
        this.reused = managed ? null : DeviceMemory.reused(backend);
        if (managed && backend.rawMemory() != null) {
            backend.lend(this::borrow);
        }
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

    /**
     * Allocates a storage; on managed devices after taking back what became unreachable.
     *
     * @param origin the operation that wants it, for reports
     * @param scoped whether a scope will give it back
     */
    public Storage allocate(String origin, DType dtype, Shape shape, boolean scoped) {
        long count = shape.numel();
        if (memory == null) {
            return unmanaged(origin, dtype, shape, scoped);
        }
        garbage.drain();
        garbage.keepBudget(scoped ? 0 : count * dtype.byteSize());
        DeviceMemory.Grant grant = take(origin, dtype, count);
        if (!scoped) {
            unscoped.addAndGet(grant.bytes());
        }
        return new Storage(this, grant, dtype, shape, origin, scoped);
    }

    private Storage unmanaged(String origin, DType dtype, Shape shape, boolean scoped) {
        if (reused == null || shape.numel() * dtype.byteSize() < ReusedMemory.SMALLEST) {
            return new Storage(this, backend.allocate(dtype, shape.numel()), dtype, shape.numel());
        }
        try {
            return unmanagedOnce(origin, dtype, shape, scoped);
        } catch (OutOfDeviceMemoryException first) {
            makeRoom();
            return unmanagedOnce(origin, dtype, shape, scoped);
        }
    }

    private Storage unmanagedOnce(String origin, DType dtype, Shape shape, boolean scoped) {
        long count = shape.numel();
        return scoped
                ? new Storage(this, reused.allocate(dtype, count), dtype, shape, origin, true)
                : new Storage(this, backend.allocate(dtype, count), dtype, count);
    }

    private Scratch.Loan borrow(String op, long bytes) {
        garbage.drain();
        return new Loan(memory, take(op, DType.UINT8, bytes));
    }

    /** Takes memory, and makes room for it if need be. */
    private DeviceMemory.Grant take(String origin, DType dtype, long count) {
        try {
            return memory.allocate(dtype, count);
        } catch (OutOfDeviceMemoryException first) {
            garbage.collect();
            try {
                return memory.allocate(dtype, count);
            } catch (OutOfDeviceMemoryException second) {
                throw MemoryReport.exhausted(this, origin, dtype, count, second);
            }
        }
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

    /**
     * Runs a kernel. Before its first, a driver may take memory for a library or for code; if there is not enough,
     * garbage and what is cached make room, once.
     *
     * @param kernel a call of the backend
     */
    public void run(Consumer<Backend> kernel) {
        try {
            kernel.accept(backend);
        } catch (OutOfDeviceMemoryException first) {
            makeRoom();
            kernel.accept(backend);
        }
    }

    private void makeRoom() {
        if (memory != null) {
            garbage.collect();
        }
        emptyCache();
    }
}
