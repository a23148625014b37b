package io.github.autograd4j.data;

import io.github.autograd4j.Device;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes batches of a data set, epoch after epoch. Which samples are in which batch depends on the seed and the number
 * of the epoch alone, not on how many batches are fetched ahead.
 *
 * <pre>{@code
 * DataLoader loader = DataLoader.builder(dataset).batchSize(64).shuffle(42).prefetch(2).build();
 * for (Batch batch : loader) {
 *   …
 * }
 * }</pre>
 *
 * <p>A batch belongs to whoever takes it: to the scope that is open then, if there is one.
 */
public final class DataLoader implements Iterable<Batch> {
    private final Dataset dataset;
    private final int batchSize;
    private final boolean shuffled;
    private final long seed;
    private final boolean dropLast;
    private final int prefetch;
    private final Device device;
    private final AtomicLong nextEpoch = new AtomicLong();

    private DataLoader(Builder builder) {
        this.dataset = builder.dataset;
        this.batchSize = builder.batchSize;
        this.shuffled = builder.shuffled;
        this.seed = builder.seed;
        this.dropLast = builder.dropLast;
        this.prefetch = builder.prefetch;
        this.device = builder.device;
    }

    /**
     * Starts a loader.
     *
     * @param dataset the samples
     * @return the builder: batches of one sample, in order, nothing fetched ahead
     */
    public static Builder builder(Dataset dataset) {
        return new Builder(dataset);
    }

    /**
     * Returns the number of batches in an epoch.
     *
     * @return how many
     */
    public int batchCount() {
        int n = dataset.size();
        return n / batchSize + (dropLast || n % batchSize == 0 ? 0 : 1);
    }

    /**
     * Starts the next epoch, the first being 0. The thread that fetches ahead, if any, ends with the epoch, when the
     * iterator is closed, or after it became unreachable.
     *
     * @return the batches; to be closed if it may be left early, though forgetting that leaks nothing for long
     */
    @Override
    public BatchIterator iterator() {
        return epoch(nextEpoch.getAndIncrement());
    }

    /**
     * Starts a certain epoch; the epochs of {@link #iterator()} go on after it.
     *
     * @param epoch its number, from 0
     * @return the batches
     */
    public BatchIterator epoch(long epoch) {
        nextEpoch.set(epoch + 1);
        int n = dataset.size();
        int[] order = shuffled ? Shuffle.permutation(n, Shuffle.random(seed, epoch)) : Shuffle.identity(n);
        int count = batchCount();
        BatchSource source = number -> {
            int start = number * batchSize;
            Batch batch = dataset.get(epoch, Arrays.copyOfRange(order, start, Math.min(n, start + batchSize)));
            return device == null ? Delivery.of(batch) : Delivery.to(device, batch);
        };
        return prefetch == 0 ? new DirectBatches(source, count) : new PrefetchedBatches(source, count, prefetch);
    }

    /** The batches of an epoch. Not safe for use by several threads. */
    public interface BatchIterator extends Iterator<Batch>, AutoCloseable {
        /**
         * Returns the next batch, after waiting for it. What went wrong in fetching it is thrown here.
         *
         * @return the batch
         */
        @Override
        Batch next();

        /** Stops fetching ahead and gives up the batches not taken. Closing twice does nothing. */
        @Override
        void close();
    }

    /** Makes the batches of an epoch. */
    interface BatchSource {
        Delivery fetch(int number);
    }

    /** The settings of a loader to be made. */
    public static final class Builder {
        private final Dataset dataset;
        private int batchSize = 1;
        private boolean shuffled;
        private long seed;
        private boolean dropLast;
        private int prefetch;
        private Device device;

        private Builder(Dataset dataset) {
            this.dataset = dataset;
        }

        /**
         * Sets the size of a batch.
         *
         * @param samples how many, at least one
         * @return this
         */
        public Builder batchSize(int samples) {
            if (samples < 1) {
                throw new IllegalArgumentException("batchSize: expected at least 1, got " + samples);
            }
            batchSize = samples;
            return this;
        }

        /**
         * Shuffles anew in each epoch.
         *
         * @param seed decides the orders
         * @return this
         */
        public Builder shuffle(long seed) {
            this.seed = seed;
            shuffled = true;
            return this;
        }

        /**
         * Chooses what becomes of the last batch if it is not full.
         *
         * @param drop whether it is left out
         * @return this
         */
        public Builder dropLast(boolean drop) {
            dropLast = drop;
            return this;
        }

        /**
         * Fetches batches ahead, on a thread of each epoch's own.
         *
         * @param batches how many at most; 0 for none
         * @return this
         */
        public Builder prefetch(int batches) {
            if (batches < 0) {
                throw new IllegalArgumentException("prefetch: expected at least 0, got " + batches);
            }
            prefetch = batches;
            return this;
        }

        /**
         * Moves the batches to a device.
         *
         * @param target where to
         * @return this
         */
        public Builder device(Device target) {
            device = target;
            return this;
        }

        /**
         * Makes the loader.
         *
         * @return the loader
         */
        public DataLoader build() {
            return new DataLoader(this);
        }
    }
}
