package io.github.autograd4j.data;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Batches on their way from a worker to a consumer. Either may close it: the worker then stops. What was not taken is
 * discarded by whoever calls {@link #discard}, which may call the device; {@link #close} never does, so that a cleaner
 * may call it.
 */
final class PrefetchQueue {
    /** A batch, or why there is none. */
    record Item(Delivery delivery, Throwable failure) {}

    private final Deque<Item> items = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    PrefetchQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Waits until another batch may be fetched; false if none is wanted any more. */
    synchronized boolean awaitRoom() {
        return awaitFewerThan(capacity);
    }

    /** Waits until everything was taken, or nothing is wanted any more. */
    synchronized void awaitEnd() {
        awaitFewerThan(1);
    }

    private boolean awaitFewerThan(int count) {
        while (!closed && items.size() >= count) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return !closed;
    }

    synchronized void put(Item item) {
        items.add(item);
        notifyAll();
    }

    synchronized Item take() throws InterruptedException {
        while (items.isEmpty()) {
            wait();
        }
        Item item = items.remove();
        notifyAll();
        return item;
    }

    /** Lets the worker stop, which then discards what is left. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Gives up what was not taken. */
    void discard() {
        for (Item item = poll(); item != null; item = poll()) {
            if (item.delivery() != null) {
                item.delivery().discard();
            }
        }
    }

    private synchronized Item poll() {
        return items.poll();
    }
}
