package io.github.autograd4j.internal;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One holder's claim on a storage of a device with managed memory. It ends when the holder releases it or, as a last
 * resort, when the holder is found unreachable; the storage is freed with its last claim.
 */
public final class Lease extends PhantomReference<Object> {
    private final Storage storage;
    private final AtomicBoolean released = new AtomicBoolean();

    Lease(Object holder, ReferenceQueue<Object> queue, Storage storage) {
        super(holder, queue);
        this.storage = storage;
        storage.retain();
    }

    Storage storage() {
        return storage;
    }

    /** Ends the claim; a second call does nothing. */
    public void release() {
        end();
    }

    /** Ends the claim of a holder that is unreachable; if it was the last, that may be a leak. */
    void abandon() {
        if (end()) {
            storage.reportLeak();
        }
    }

    /** Returns whether this ended the last claim. */
    private boolean end() {
        if (!released.compareAndSet(false, true)) {
            return false;
        }
        clear();
        storage.runtime().garbage().forget(this);
        return storage.release();
    }
}
