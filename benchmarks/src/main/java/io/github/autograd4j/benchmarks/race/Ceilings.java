package io.github.autograd4j.benchmarks.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongToDoubleFunction;

/** What the machine can do at most, on as many cores as the contenders have. */
final class Ceilings {
    private static final long ROUNDS = 400_000;
    private static final int COPIED = 16 << 20;

    /** Of one run: rounds of twelve chains of sixteen, or as many as make the same work on shorter vectors. */
    static final double FMA_OPERATIONS = 2.0 * 12 * 16 * ROUNDS;

    /** Of one run: read and written. */
    static final double COPY_BYTES = 8.0 * COPIED;

    private Ceilings() {}

    static Task make(String name, int threads) {
        return switch (name) {
            case Contests.FMA -> fma(threads);
            case Contests.COPY -> copy(threads);
            default -> null;
        };
    }

    private static Task fma(int threads) {
        LongToDoubleFunction loop;
        long rounds;
        try {
            Class<?> type = Class.forName("io.github.autograd4j.benchmarks.simd.FmaLoop");
            loop = (LongToDoubleFunction) type.getDeclaredConstructor().newInstance();
            rounds = (long) (FMA_OPERATIONS
                            / (long) type.getMethod("operationsPerRound").invoke(null))
                    / threads;
        } catch (ReflectiveOperationException | LinkageError e) {
            return null; // without the Vector API nothing in Java reaches the peak
        }
        return new Shared(threads, part -> loop.applyAsDouble(rounds));
    }

    private static Task copy(int threads) {
        float[] from = new float[COPIED];
        float[] to = new float[COPIED];
        int part = COPIED / threads;
        return new Shared(threads, i -> {
            System.arraycopy(from, (int) i * part, to, (int) i * part, part);
            return to[(int) i * part];
        });
    }

    /** The same on each thread. */
    private static final class Shared implements Task {
        private final ExecutorService team;
        private final List<Future<Double>> parts = new ArrayList<>();
        private final LongToDoubleFunction body;
        private final int threads;
        private double sum;

        Shared(int threads, LongToDoubleFunction body) {
            this.threads = threads;
            this.body = body;
            this.team = Executors.newFixedThreadPool(threads, task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        public double first() {
            run();
            return 0;
        }

        @Override
        public void run() {
            for (int i = 0; i < threads; i++) {
                int part = i;
                parts.add(team.submit(() -> body.applyAsDouble(part)));
            }
            try {
                for (Future<Double> part : parts) {
                    sum += part.get();
                }
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("a ceiling could not be measured", e);
            }
            parts.clear();
        }
    }
}
