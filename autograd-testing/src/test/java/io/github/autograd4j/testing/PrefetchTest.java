package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.Batch;
import io.github.autograd4j.data.DataLoader;
import io.github.autograd4j.data.Dataset;
import java.lang.ref.Reference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that are fetched ahead reach the device beside its work, and those not taken are given back. */
class PrefetchTest {
    private static final Device COUNTING = Device.of("counting");
    private static final int BATCHES = 6;
    private static final String WORKER = " on autograd-prefetch";

    /** Samples on a device whose memory the garbage collector owns. */
    private static final class Numbers implements Dataset {
        @Override
        public int size() {
            return BATCHES;
        }

        @Override
        public Batch get(int... indices) {
            return new Batch(onHost(indices[0]), onHost(-indices[0]));
        }

        private static Tensor onHost(double value) {
            return Tensor.full(Shape.of(1, 3), value, DType.FLOAT32, Device.of("toy"));
        }
    }

    private static long live() {
        return COUNTING.memoryStats().live();
    }

    private static DataLoader.BatchIterator batches() {
        return DataLoader.builder(new Numbers())
                .device(COUNTING)
                .prefetch(2)
                .build()
                .iterator();
    }

    @BeforeEach
    void reset() {
        COUNTING.synchronize();
        CountingDevice.reset();
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 3_000 && !condition.getAsBoolean(); i++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    @SuppressWarnings("try")
    void uploadsRunBesideAndAreJoinedByTheConsumer() {
        long before = live();
        try (DataLoader.BatchIterator batches = batches()) {
            for (int i = 0; batches.hasNext(); i++) {
                try (Scope step = Scope.open()) {
                    Batch batch = batches.next();
                    assertThat(CountingDevice.calls(
                                    "join on " + Thread.currentThread().getName()))
                            .isEqualTo(2 * (i + 1));
                    assertThat(batch.inputs().add(batch.targets()).toFloatArray())
                            .containsOnly(0);
                    assertThat(batch.inputs().toFloatArray()).containsOnly(i);
                }
            }
        }
        assertThat(CountingDevice.calls("uploadBeside" + WORKER)).isEqualTo(2 * BATCHES);
        assertThat(CountingDevice.calls("upload")).isZero();
        assertThat(live()).isLessThanOrEqualTo(before); // less if other tests left garbage
    }

    @Test
    void closingGivesBackWhatWasFetchedAhead() throws InterruptedException {
        long before = live();
        DataLoader.BatchIterator batches = batches();
        batches.next().close();
        until(() -> CountingDevice.calls("uploadBeside") >= 4);
        batches.close();
        until(() -> CountingDevice.calls("join") == CountingDevice.calls("uploadBeside") && live() <= before);
    }

    @Test
    void whoForgetsAnIteratorLeavesItToTheWorker() throws InterruptedException {
        DataLoader.BatchIterator batches = batches();
        batches.next().close();
        until(() -> CountingDevice.calls("uploadBeside") == 6); // one batch taken, two ahead
        Reference.reachabilityFence(batches);
        batches = null;
        // Four joins and frees; the thread may free garbage of other tests as well.
        until(() -> CountingDevice.calls("join" + WORKER) == 4 && CountingDevice.calls("free" + WORKER) >= 4);
    }
}
