package io.github.autograd4j.data;

import io.github.autograd4j.Device;
import io.github.autograd4j.autodiff.TensorImpl;
import java.lang.ref.Cleaner;
import java.util.NoSuchElementException;

/** Takes batches that a thread of its own fetched ahead. */
final class PrefetchedBatches implements DataLoader.BatchIterator {
    private static final Cleaner ABANDONED = Cleaner.create();

    private final PrefetchQueue queue;
    private final Cleaner.Cleanable stop;
    private int left;

    PrefetchedBatches(DataLoader.BatchSource source, int count, int ahead) {
        this.queue = new PrefetchQueue(ahead);
        this.left = count;
        // The worker knows the queue but not this: an iterator left behind becomes unreachable and stops it. The
        // cleaner
        // only says so: it must not free what lies on a device.
        this.stop = ABANDONED.register(this, queue::close);
        if (count > 0) {
            Thread worker = new Thread(new PrefetchWorker(source, count, queue, Device.current()), "autograd-prefetch");
            worker.setDaemon(true);
            worker.start();
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Batch next() {
        if (left == 0) {
            throw new NoSuchElementException("dataLoader: the epoch has ended");
        }
        PrefetchQueue.Item item;
        try {
            item = queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException("dataLoader: interrupted while waiting for a batch", e);
        }
        if (item.failure() != null) {
            close();
            throw rethrown(item.failure());
        }
        left--;
        Batch batch = item.delivery().take();
        TensorImpl.own(batch.inputs());
        TensorImpl.own(batch.targets());
        return batch;
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception
                ? exception
                : new IllegalStateException("dataLoader: fetching a batch failed", failure);
    }

    @Override
    public void close() {
        left = 0;
        stop.clean();
        queue.discard();
    }
}
