package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A started device: its backend and, where memory is managed, the account of who holds what. */
public final class DeviceRuntime {
    /** Below this no collection is forced; above, one is when the bytes held have doubled since the last. */
    private static final long GARBAGE_BUDGET = Long.getLong("autograd.garbageBudget", 256L << 20);

    private final Device device;
    private final Backend backend;
    private final boolean managed;
    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong abandoned = new AtomicLong();
    private volatile long collectAbove = GARBAGE_BUDGET;

    DeviceRuntime(Device device, Backend backend) {
        this.device = device;
        this.backend = backend;
        this.managed = backend.info().managedMemory();
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
        return managed;
    }

    /** Returns the bytes that storages hold; 0 where memory is not managed. */
    public long bytesHeld() {
        return held.get();
    }

    /** Returns how many claims were given back by the garbage collector rather than by a scope or a graph. */
    public long abandonedLeases() {
        return abandoned.get();
    }

    /** Allocates a storage; on managed devices after taking back what became unreachable. */
    public Storage allocate(DType dtype, long count) {
        if (!managed) {
            return new Storage(this, backend.allocate(dtype, count), dtype, count);
        }
        drain();
        if (held.get() > collectAbove) {
            collect();
            collectAbove = Math.max(GARBAGE_BUDGET, 2 * held.get());
        }
        Buffer buffer;
        try {
            buffer = backend.allocate(dtype, count);
        } catch (OutOfDeviceMemoryException first) {
            collect();
            buffer = backend.allocate(dtype, count);
        }
        held.addAndGet(buffer.bytes());
        return new Storage(this, buffer, dtype, count);
    }

    void free(Buffer buffer) {
        held.addAndGet(-buffer.bytes());
        backend.free(buffer);
    }

    Lease lease(Object holder, Storage storage) {
        Lease lease = new Lease(holder, unreachable, storage);
        leases.add(lease);
        return lease;
    }

    void forget(Lease lease) {
        leases.remove(lease);
    }

    /** Gives back what handles that became unreachable held. */
    public void drain() {
        for (Object reference = unreachable.poll(); reference != null; reference = unreachable.poll()) {
            abandoned.incrementAndGet();
            ((Lease) reference).release();
        }
    }

    /** Runs a garbage collection and waits a moment for what it finds. */
    public void collect() {
        System.gc();
        try {
            for (int quiet = 0; quiet < 3; ) {
                Object reference = unreachable.remove(10);
                if (reference == null) {
                    quiet++;
                } else {
                    abandoned.incrementAndGet();
                    ((Lease) reference).release();
                }
            }
        } catch (InterruptedException e) {
            drain(); // without waiting: an interrupted thread must not run out of memory for that
            Thread.currentThread().interrupt();
        }
    }
}
