package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Long trainings: memory stays flat, and threads do not disturb each other. */
class SoakTest {
    private static final int STEPS = 100_000;
    private static final long SLACK = 4L << 20;

    private static final class Training {
        private final Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        private final Tensor y = Tensor.of(new float[][] {{0}, {1}, {1}, {0}});
        private final Module model;
        private final Optimizer optimizer;

        Training(long seed) {
            Rng rng = Rng.of(seed);
            model = new Sequential(
                    new Linear(2, 8, true, rng), Activation.tanh(), new Linear(8, 1, true, rng), Activation.sigmoid());
            optimizer = new Adam(model.parameters(), 0.01);
        }

        float step() {
            optimizer.zeroGrad();
            Tensor loss = Functional.mseLoss(model.forward(x), y);
            loss.backward();
            optimizer.step();
            return loss.toFloatArray()[0];
        }
    }

    private static long heapAfterCollection() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void aHundredThousandStepsLeaveTheHeapFlat() throws InterruptedException {
        Training training = new Training(1);
        for (int i = 0; i < STEPS / 10; i++) {
            training.step();
        }
        long early = heapAfterCollection();
        float loss = 1;
        for (int i = STEPS / 10; i < STEPS; i++) {
            if (i % 2 == 0) {
                loss = training.step();
            } else {
                try (Scope step = Scope.open()) {
                    loss = training.step();
                    assertThat(step.size()).isPositive();
                }
            }
        }
        assertThat(heapAfterCollection() - early).isLessThan(SLACK);
        assertThat(loss).isLessThan(1e-3f);
    }

    @Test
    void twoThreadsTrainAsIfAlone() throws Exception {
        Callable<float[]> run = () -> {
            Training training = new Training(7);
            float[] losses = new float[2_000];
            for (int i = 0; i < losses.length; i++) {
                losses[i] = training.step();
            }
            return losses;
        };
        float[] alone = run.call();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<float[]> one = pool.submit(run);
            Future<float[]> other = pool.submit(run);
            assertThat(one.get()).isEqualTo(alone);
            assertThat(other.get()).isEqualTo(alone);
        } finally {
            pool.shutdown();
        }
    }
}
