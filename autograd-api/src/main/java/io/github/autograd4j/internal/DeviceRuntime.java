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

/** A started device: its backend and, where memory is managed, the account of who holds what. */
public final class DeviceRuntime {
    private final Device device;
    private final Backend backend;
    private final DeviceMemory memory; // null: the garbage collector owns it
    private final AtomicLong unscoped = new AtomicLong();
    private final Garbage garbage = new Garbage(unscoped::get);

    private record Loan(DeviceMemory memory, DeviceMemory.Grant grant) implements Scratch.Loan {
        @Override
        public long address() {
            return grant.block() == null ? 0 : grant.block().address;
        }

        @Override
        public void close() {
            memory.free(grant);
        }
    }

    DeviceRuntime(Device device, Backend backend) {
        this.device = device;
        this.backend = backend;
        this.memory = backend.info().managedMemory() ? DeviceMemory.of(backend) : null;
        if (memory != null && backend.rawMemory() != null) {
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

    /**
     * Allocates a storage; on managed devices after taking back what became unreachable.
     *
     * @param origin the operation that wants it, for reports
     * @param scoped whether a scope will give it back
     */
    public Storage allocate(String origin, DType dtype, Shape shape, boolean scoped) {
        long count = shape.numel();
        if (memory == null) {
            return new Storage(this, backend.allocate(dtype, count), dtype, count);
        }
        garbage.drain();
        garbage.keepBudget(scoped ? 0 : count * dtype.byteSize());
        DeviceMemory.Grant grant = take(origin, dtype, count);
        if (!scoped) {
            unscoped.addAndGet(grant.bytes());
        }
        return new Storage(this, grant, dtype, shape, origin, scoped);
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
        memory.free(grant);
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
            return new MemoryStats(-1, 0, -1, Runtime.getRuntime().maxMemory());
        }
        garbage.drain();
        return memory.stats();
    }

    /** See {@link Device#emptyCache()}. */
    public void emptyCache() {
        if (memory != null) {
            garbage.drain();
            memory.emptyCache();
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

    /** Gives up garbage and what is cached, for memory that the driver takes: libraries, kernels. */
    public void makeRoom() {
        if (memory != null) {
            garbage.collect();
            memory.emptyCache();
        }
    }
}
