package io.github.autograd4j.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that begin before their turn, on many threads: kernels wanted at the same time are compiled together, which costs
 * the emulated driver a fraction of compiling one by one. {@code -Dautograd.cuda.testThreads=1} runs one after another.
 */
final class TestsAhead {
    private static final int THREADS = Integer.getInteger("autograd.cuda.testThreads", 32);

    private TestsAhead() {}

    /** The same tests, which only wait for their results; all end before the last returns. */
    static List<DynamicTest> of(List<DynamicTest> tests) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "test ahead");
            thread.setDaemon(true);
            return thread;
        });
        List<DynamicTest> waiting = new ArrayList<>();
        for (DynamicTest test : tests) {
            FutureTask<Throwable> outcome = new FutureTask<>(() -> failure(test));
            threads.execute(outcome);
            waiting.add(DynamicTest.dynamicTest(test.getDisplayName(), () -> {
                Throwable failure = outcome.get();
                if (failure != null) {
                    throw failure;
                }
            }));
        }
        threads.shutdown();
        return waiting;
    }

    private static Throwable failure(DynamicTest test) {
        try {
            test.getExecutable().execute();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }
}
