package io.github.autograd4j.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What nobody gave back: handles that became unreachable while they still held memory of a device. They are noticed by a
 * reference queue, which is emptied by the threads that allocate and by no other, and the Java heap may be so empty that
 * its collector does not run by itself. So a collection is forced before memory that no scope will give back exceeds
 * what was in use after the last one by more than a budget: by {@value #BUDGET_PROPERTY} (256 MiB), or by as much again
 * if that is more, so that collections stay rare however large a model is.
 */
final class Garbage {
    private static final String BUDGET_PROPERTY = "autograd.memory.garbageBudget";
    private static final long BUDGET = Bytes.property(BUDGET_PROPERTY, 256L << 20);

    private final ReferenceQueue<Object> unreachable = new ReferenceQueue<>();
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();
    private final LongSupplier unscoped;
    private volatile long most = BUDGET;

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

    /** Gives back what is known to be unreachable. */
    void drain() {
        for (Reference<?> found = unreachable.poll(); found != null; found = unreachable.poll()) {
            ((Lease) found).abandon();
        }
    }

    /** Forces a collection if so many bytes more might be more than the budget allows. */
    void keepBudget(long more) {
        if (unscoped.getAsLong() + more > most) {
            collectWithin(more);
        }
    }

    /** One thread collects; others that are short of the budget wait for what it finds. */
    private synchronized void collectWithin(long more) {
        if (unscoped.getAsLong() + more > most) {
            collect();
            long left = unscoped.getAsLong() + more;
            most = left + Math.max(BUDGET, left);
        }
    }

    /**
     * Runs a garbage collection and gives back all that it finds. That shows in the leases themselves: the collector has
     * cleared them when it returns, while the queue gets them from another thread, in its own time.
     */
    void collect() {
        HeapCollection.run();
        sweep();
    }

    /** Gives back what collections found so far. */
    void sweep() {
        for (Lease lease : leases) {
            if (lease.refersTo(null)) {
                lease.abandon();
            }
        }
    }
}
