package io.github.autograd4j.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What nobody gave back: handles that became unreachable while they still held memory of a device. They are noticed by a
 * reference queue, which is emptied by the threads that allocate and by no other, and the Java heap may be so empty that
 * its collector does not run by itself. So a collection is forced when memory that no scope will give back has grown by
 * more than a budget since the last one: by {@value #BUDGET_PROPERTY} (256 MiB), or by as much as was then in use if
 * that is more, so that collections stay rare however large a model is.
 */
final class Garbage {
    private static final String BUDGET_PROPERTY = "autograd.memory.garbageBudget";
    private static final long BUDGET = Bytes.property(BUDGET_PROPERTY, 256L << 20);

    /** How many bytes of the Java heap are at most used up to provoke a collection that cannot be asked for. */
    private static final long PRESSURE = 4L << 30;

    private static final int CHUNK = 1 << 16;

    /** Written so that the compiler cannot leave the allocations out. */
    private static volatile byte[] pressure;

    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicLong abandoned = new AtomicLong();
    private final AtomicBoolean collecting = new AtomicBoolean();
    private final LongSupplier unscoped;
    private volatile long collectAbove = BUDGET;

    /** Creates the watch over a device whose memory outside of scopes can be asked for. */
    Garbage(LongSupplier unscoped) {
        this.unscoped = unscoped;
    }

    Lease lease(Object holder, Storage storage) {
        Lease lease = new Lease(holder, unreachable, storage);
        leases.add(lease);
        return lease;
    }

    void forget(Lease lease) {
        leases.remove(lease);
    }

    /** The leases that did not end yet. */
    Iterable<Lease> leases() {
        return leases;
    }

    long abandoned() {
        return abandoned.get();
    }

    /** Gives back what is known to be unreachable. */
    void drain() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            end(found);
        }
    }

    /** Forces a collection if there may be more garbage than the budget allows. */
    void keepBudget() {
        if (unscoped.getAsLong() > collectAbove && collecting.compareAndSet(false, true)) {
            try {
                collect();
                long left = unscoped.getAsLong();
                collectAbove = left + Math.max(BUDGET, left);
            } finally {
                collecting.set(false);
            }
        }
    }

    /**
     * Runs a garbage collection and gives back what it finds. Where collections cannot be asked for ({@code
     * -XX:+DisableExplicitGC}) one is provoked by using up some heap; in any case this ends soon.
     */
    void collect() {
        WeakReference<Object> sentinel = new WeakReference<>(new Object());
        System.gc();
        long most = Math.min(PRESSURE, Runtime.getRuntime().maxMemory());
        for (long used = 0; sentinel.get() != null && used < most; used += CHUNK) {
            pressure = new byte[CHUNK];
        }
        pressure = null;
        // The collector hands over what it found a little later.
        boolean interrupted = false;
        for (int quiet = 0; quiet < 2; ) {
            try {
                Reference<?> found = interrupted ? unreachable.poll() : unreachable.remove(10);
                if (found == null) {
                    quiet++;
                } else {
                    quiet = 0;
                    end(found);
                }
            } catch (InterruptedException e) {
                interrupted = true; // does not wait any more, and must not run out of memory for that
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Reference<?> found) {
        abandoned.incrementAndGet();
        ((Lease) found).release();
    }
}
