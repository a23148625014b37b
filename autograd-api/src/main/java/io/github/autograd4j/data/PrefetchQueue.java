package io.github.autograd4j.data;

import java.util.ArrayDeque;
import java.util.Deque;

/** Batches on their way from a worker to a consumer. After it was closed the worker stops and nothing is kept. */
final class PrefetchQueue {
    /** A batch, or why there is none. */
    record Item(Batch batch, Throwable failure) {}

    private final Deque<Item> items = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    PrefetchQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Waits until another batch may be fetched; false if none is wanted any more. */
    synchronized boolean awaitRoom() {
        while (!closed && items.size() >= capacity) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        return !closed;
    }

    synchronized void put(Item item) {
        if (closed) {
            discard(item);
        } else {
            items.add(item);
            notifyAll();
        }
    }

    synchronized Item take() throws InterruptedException {
        while (items.isEmpty()) {
            wait();
        }
        Item item = items.remove();
        notifyAll();
        return item;
    }

    synchronized void close() {
        closed = true;
        items.forEach(PrefetchQueue::discard);
        items.clear();
        notifyAll();
    }

    private static void discard(Item item) {
        if (item.batch() != null) {
            item.batch().close();
        }
    }
}
