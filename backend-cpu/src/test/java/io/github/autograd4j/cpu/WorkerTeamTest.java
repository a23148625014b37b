package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerTeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEveryTaskOnce(int threads) {
        WorkerTeam team = new WorkerTeam(threads);
        for (int tasks : new int[] {0, 1, 2, 3, 7, 100, 1000}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
            team.run(tasks, runs::incrementAndGet);
            for (int i = 0; i < tasks; i++) {
                assertThat(runs.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void makesWritesOfTasksVisible() {
        WorkerTeam team = new WorkerTeam(4);
        int[] values = new int[64];
        for (int round = 1; round <= 20_000; round++) {
            int add = round;
            team.run(64, i -> values[i] += add);
        }
        assertThat(values).containsOnly(20_000 * 20_001 / 2);
    }

    @Test
    void usesItsWorkers() throws InterruptedException {
        WorkerTeam team = new WorkerTeam(3);
        CountDownLatch all = new CountDownLatch(3);
        team.run(3, i -> {
            all.countDown();
            awaitQuietly(all);
        });
        assertThat(all.getCount()).isZero();
    }

    @Test
    void wakesParkedWorkers() throws InterruptedException {
        WorkerTeam team = new WorkerTeam(2);
        for (int round = 0; round < 5; round++) {
            CountDownLatch both = new CountDownLatch(2);
            team.run(2, i -> {
                both.countDown();
                awaitQuietly(both);
            });
            Thread.sleep(20);
        }
    }

    @Test
    void leavesNoWorkerSpinning() throws InterruptedException {
        WorkerTeam team = new WorkerTeam(3);
        team.run(100, i -> {});
        Thread.sleep(100);
        assertThat(workerStates()).isNotEmpty().doesNotContain(Thread.State.RUNNABLE);
    }

    private static List<Thread.State> workerStates() {
        List<Thread.State> states = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("autograd-cpu-")) {
                assertThat(thread.isDaemon()).isTrue();
                states.add(thread.getState());
            }
        }
        return states;
    }

    @Test
    void runsNestedCallsInline() {
        WorkerTeam team = new WorkerTeam(4);
        AtomicInteger runs = new AtomicInteger();
        team.run(16, i -> {
            Thread outer = Thread.currentThread();
            team.run(8, j -> {
                assertThat(Thread.currentThread()).isSameAs(outer);
                runs.incrementAndGet();
            });
        });
        assertThat(runs).hasValue(128);
    }

    @Test
    void servesManyCallersAtOnce() throws InterruptedException {
        WorkerTeam team = new WorkerTeam(3);
        AtomicLong sum = new AtomicLong();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> callers = new ArrayList<>();
        for (int c = 0; c < 8; c++) {
            Thread caller = new Thread(() -> {
                for (int round = 0; round < 2000; round++) {
                    long[] parts = new long[10];
                    team.run(10, i -> parts[i] = i + 1);
                    sum.addAndGet(Arrays.stream(parts).sum());
                }
            });
            caller.setUncaughtExceptionHandler((t, e) -> failures.add(e));
            callers.add(caller);
            caller.start();
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failures).isEmpty();
        assertThat(sum).hasValue(8 * 2000 * 55L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void throwsToTheCallerAndStaysUsable(int threads) {
        WorkerTeam team = new WorkerTeam(threads);
        for (int round = 0; round < 100; round++) {
            int bad = round % 10;
            assertThatThrownBy(() -> team.run(10, i -> {
                        if (i == bad) {
                            throw new IllegalStateException("task " + i);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task " + bad);
            AtomicInteger runs = new AtomicInteger();
            team.run(10, i -> runs.incrementAndGet());
            assertThat(runs).hasValue(10);
        }
    }

    @Test
    void keepsTheInterruptOfTheCaller() {
        WorkerTeam team = new WorkerTeam(2);
        Thread.currentThread().interrupt();
        team.run(2, i -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void cutsRangesByLengthAndGrainOnly() {
        for (int threads : new int[] {1, 2, 5}) {
            List<String> cuts = Collections.synchronizedList(new ArrayList<>());
            new WorkerTeam(threads).forRange(10, 4, (from, to) -> cuts.add(from + "-" + to));
            assertThat(cuts).containsExactlyInAnyOrder("0-4", "4-8", "8-10");
        }
    }

    @Test
    void runsSmallRangesInline() {
        WorkerTeam team = new WorkerTeam(4);
        List<Thread> threads = new ArrayList<>();
        team.forRange(5, 5, (from, to) -> threads.add(Thread.currentThread()));
        team.forRange(0, 5, (from, to) -> threads.add(null));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new WorkerTeam(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WorkerTeam.ALONE.forRange(1, 0, (from, to) -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
