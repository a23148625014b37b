package io.github.autograd4j.data;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;

/**
 * Fetches the batches of an epoch into a queue; the first failure is the last thing it hands over. It stays until all
 * were taken, because should the consumer be lost, it is this thread that gives the rest up: cleaners must not call a
 * device.
 */
record PrefetchWorker(DataLoader.BatchSource source, int count, PrefetchQueue queue, Device device)
        implements Runnable {
    @Override
    @SuppressWarnings("try")
    public void run() {
        try (Restore recording = Autograd.noGrad();
                Restore place = device.use()) {
            for (int number = 0; number < count && queue.awaitRoom(); number++) {
                queue.put(new PrefetchQueue.Item(source.fetch(number), null));
            }
        } catch (Throwable failure) {
            queue.put(new PrefetchQueue.Item(null, failure));
        }
        queue.awaitEnd();
        queue.discard();
    }
}
