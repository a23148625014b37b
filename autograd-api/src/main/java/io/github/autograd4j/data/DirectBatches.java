package io.github.autograd4j.data;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Restore;
import java.util.NoSuchElementException;

/** Fetches a batch when it is asked for. */
final class DirectBatches implements DataLoader.BatchIterator {
    private final DataLoader.BatchSource source;
    private final int count;
    private int next;

    DirectBatches(DataLoader.BatchSource source, int count) {
        this.source = source;
        this.count = count;
    }

    @Override
    public boolean hasNext() {
        return next < count;
    }

    @Override
    @SuppressWarnings("try")
    public Batch next() {
        if (!hasNext()) {
            throw new NoSuchElementException("dataLoader: the epoch has ended");
        }
        try (Restore ignored = Autograd.noGrad()) {
            return source.fetch(next++).take();
        }
    }

    @Override
    public void close() {
        next = count;
    }
}
