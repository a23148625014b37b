package io.github.autograd4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DataLoaderTest {
    /** Sample i is [i, 10·i] and its target i. */
    private static TensorDataset numbers(int n) {
        float[] inputs = new float[2 * n];
        int[] targets = new int[n];
        for (int i = 0; i < n; i++) {
            inputs[2 * i] = i;
            inputs[2 * i + 1] = 10 * i;
            targets[i] = i;
        }
        return new TensorDataset(Tensor.of(inputs, n, 2), Tensor.of(targets));
    }

    private static List<List<Integer>> targets(DataLoader.BatchIterator batches) {
        List<List<Integer>> result = new ArrayList<>();
        while (batches.hasNext()) {
            Batch batch = batches.next();
            int[] targets = batch.targets().toIntArray();
            float[] inputs = batch.inputs().toFloatArray();
            assertThat(batch.size()).isEqualTo(targets.length);
            for (int i = 0; i < targets.length; i++) {
                assertThat(inputs[2 * i]).isEqualTo(targets[i]);
                assertThat(inputs[2 * i + 1]).isEqualTo(10f * targets[i]);
            }
            result.add(IntStream.of(targets).boxed().toList());
        }
        return result;
    }

    @Test
    void inOrderWithAndWithoutTheLastBatch() {
        DataLoader all = DataLoader.builder(numbers(7)).batchSize(3).build();
        assertThat(all.batchCount()).isEqualTo(3);
        assertThat(targets(all.iterator())).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
        DataLoader full =
                DataLoader.builder(numbers(7)).batchSize(3).dropLast(true).build();
        assertThat(full.batchCount()).isEqualTo(2);
        assertThat(targets(full.iterator())).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    }

    @Test
    void theSameSeedGivesTheSameBatchesWhateverIsFetchedAhead() {
        DataLoader direct =
                DataLoader.builder(numbers(50)).batchSize(8).shuffle(7).build();
        List<List<Integer>> first = targets(direct.iterator());
        List<List<Integer>> second = targets(direct.iterator());
        assertThat(first.stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
        assertThat(second).isNotEqualTo(first);
        for (int ahead : new int[] {1, 2, 100}) {
            DataLoader loader = DataLoader.builder(numbers(50))
                    .batchSize(8)
                    .shuffle(7)
                    .prefetch(ahead)
                    .build();
            assertThat(targets(loader.iterator())).isEqualTo(first);
            assertThat(targets(loader.iterator())).isEqualTo(second);
            assertThat(targets(loader.epoch(0))).isEqualTo(first);
            assertThat(targets(loader.iterator())).isEqualTo(second);
        }
        DataLoader other =
                DataLoader.builder(numbers(50)).batchSize(8).shuffle(8).build();
        assertThat(targets(other.iterator())).isNotEqualTo(first);
    }

    @Test
    void noMoreIsFetchedThanWasAllowed() throws InterruptedException {
        AtomicInteger fetched = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        Dataset counted = new Dataset() {
            private final Dataset numbers = numbers(100);

            @Override
            public int size() {
                return 100;
            }

            @Override
            public Batch get(int... indices) {
                fetched.incrementAndGet();
                two.countDown();
                return numbers.get(indices);
            }
        };
        DataLoader loader = DataLoader.builder(counted).prefetch(2).build();
        DataLoader.BatchIterator batches = loader.iterator();
        assertThat(two.await(30, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(50);
        assertThat(fetched).hasValue(2);
        batches.close();
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
        Thread.sleep(50);
        assertThat(fetched).hasValue(2);
    }

    @Test
    void theThreadEndsWithTheIterator() throws InterruptedException {
        AtomicInteger busy = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        Dataset watched = new Dataset() {
            @Override
            public int size() {
                return 1000;
            }

            @Override
            public Batch get(int... indices) {
                synchronized (workers) {
                    workers.add(Thread.currentThread());
                    workers.notifyAll();
                }
                busy.incrementAndGet();
                return new Batch(Tensor.zeros(1), Tensor.zeros(1));
            }
        };
        try (DataLoader.BatchIterator batches =
                DataLoader.builder(watched).prefetch(3).build().iterator()) {
            batches.next();
        }
        Thread worker;
        synchronized (workers) {
            worker = workers.get(0);
        }
        worker.join(30_000);
        assertThat(worker.isAlive()).isFalse();
        assertThat(worker.isDaemon()).isTrue();
    }

    @Test
    void whatGoesWrongReachesTheConsumerInItsPlace() {
        Dataset broken = new Dataset() {
            private final Dataset numbers = numbers(10);

            @Override
            public int size() {
                return 10;
            }

            @Override
            public Batch get(int... indices) {
                if (indices[0] >= 4) {
                    throw new IllegalStateException("sample " + indices[0] + " is broken");
                }
                return numbers.get(indices);
            }
        };
        for (int ahead : new int[] {0, 1, 5}) {
            DataLoader.BatchIterator batches = DataLoader.builder(broken)
                    .batchSize(2)
                    .prefetch(ahead)
                    .build()
                    .iterator();
            assertThat(batches.next().targets().toIntArray()).containsExactly(0, 1);
            assertThat(batches.next().targets().toIntArray()).containsExactly(2, 3);
            assertThatThrownBy(batches::next)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("sample 4 is broken");
        }
    }

    @Test
    void batchesBelongToTheScopeOfTheConsumer() {
        DataLoader loader = DataLoader.builder(numbers(4)).prefetch(4).build();
        Batch batch;
        try (Scope scope = Scope.open()) {
            batch = loader.iterator().next();
            assertThat(scope.size()).isEqualTo(2);
        }
        assertThat(batch.inputs().isClosed()).isTrue();
    }

    @Test
    void anInterruptedConsumerStops() {
        CountDownLatch never = new CountDownLatch(1);
        Dataset slow = new Dataset() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public Batch get(int... indices) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return new Batch(Tensor.zeros(1), Tensor.zeros(1));
            }
        };
        DataLoader.BatchIterator batches =
                DataLoader.builder(slow).prefetch(1).build().iterator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(batches::next).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        never.countDown();
    }

    @Test
    void splitsAreDisjointAndComplete() {
        List<Dataset> parts = Datasets.split(numbers(10), 0.75, 3);
        assertThat(parts).extracting(Dataset::size).containsExactly(7, 3);
        List<Integer> all = new ArrayList<>();
        for (Dataset part : parts) {
            all.addAll(IntStream.of(part.all().targets().toIntArray()).boxed().toList());
        }
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
        assertThat(Datasets.split(numbers(10), 0.75, 3).get(1).all().targets().toIntArray())
                .isEqualTo(parts.get(1).all().targets().toIntArray());
        assertThatThrownBy(() -> Datasets.split(numbers(10), new int[] {4, 5}, 0))
                .hasMessage("split: the sizes [4, 5] do not add up to the 10 samples");
        assertThatThrownBy(() -> parts.get(1).get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
