package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.BatchNorm2d;
import io.github.autograd4j.nn.Conv2d;
import io.github.autograd4j.nn.Flatten;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.MaxPool2d;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Gradients;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a device with managed memory must survive: memory that runs out at any allocation of a training step. Each time
 * there is a typed exception, nothing leaks, and the steps after it are those of a training that nothing happened to. To
 * reach every tensor, the device should allocate for each ({@code -Dautograd.memory.pool=false}).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MemoryFaultConformance {
    private static final int STEPS = 2;

    /** More than any step here allocates. */
    private static final int ENDLESS = 2_000;

    /** More elements than a pool keeps at hand. */
    private static final long LARGE = 1L << 26;

    /** What was trained: held to the end, so that the garbage collector does not disturb the counting. */
    private final List<Training> trained = new ArrayList<>();

    /** For subclasses. */
    protected MemoryFaultConformance() {}

    /**
     * Says which device is tested.
     *
     * @return the device
     */
    protected abstract Device device();

    /**
     * Makes allocations of the device fail.
     *
     * @param n the first that fails, from now on; 1 is the next. All after it fail, too
     */
    protected abstract void failFrom(long n);

    /** Lets allocations succeed again. */
    protected abstract void stopFailing();

    /**
     * Returns the fewest allocations that a step must be seen to make, lest nothing was tested.
     *
     * @return what holds where each tensor is allocated by itself, unless overridden
     */
    protected long fewest() {
        return 40;
    }

    private static final class Training {
        final Tensor x;
        final Tensor y;
        final Sequential model;
        final Optimizer optimizer;

        Training(Sequential model, Function<List<Tensor>, Optimizer> optimizer, Tensor x) {
            this.model = model;
            this.optimizer = optimizer.apply(model.parameters());
            this.x = x;
            this.y = Tensor.arange(x.size(0)).remainder(3).to(x.device());
        }

        @SuppressWarnings("try")
        double step() {
            try (Scope scope = Scope.open()) {
                optimizer.zeroGrad();
                Tensor loss = Functional.crossEntropy(model.forward(x), y);
                loss.backward();
                double value = loss.item();
                Gradients.clipGradNorm(model.parameters(), 1);
                optimizer.step(); // last: what fails has not changed a parameter
                return value;
            }
        }
    }

    private static Training perceptron() {
        Rng rng = Rng.of(1);
        return new Training(
                new Sequential(
                        new Linear(4, 8, true, rng),
                        Activation.tanh(),
                        new Linear(8, 8, true, rng),
                        Activation.gelu(),
                        new Linear(8, 3, true, rng)),
                parameters -> new Adam(parameters, 0.01),
                rng.randn(6, 4));
    }

    private static Training convolutions() {
        Rng rng = Rng.of(2);
        return new Training(
                new Sequential(
                        Conv2d.builder(1, 2, 3).padding(1).rng(rng).build(),
                        new BatchNorm2d(2),
                        Activation.relu(),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Linear(8, 3, true, rng)),
                parameters -> new SGD(parameters, 0.1, 0.9),
                rng.randn(6, 1, 4, 4));
    }

    /** Memory runs out at each allocation of a step of a multi-layer perceptron with Adam. */
    @Test
    public void perceptronSurvives() {
        survives(MemoryFaultConformance::perceptron);
    }

    /** Memory runs out at each allocation of a step of a small convolutional network with momentum. */
    @Test
    public void convolutionsSurvive() {
        survives(MemoryFaultConformance::convolutions);
    }

    /** A training that is held until the end, so that what it owns is not taken for a leak. */
    private Training made(Supplier<Training> maker) {
        try (Scope scope = Scope.open()) {
            Training training = maker.get();
            scope.keep(training.x);
            scope.keep(training.y);
            trained.add(training);
            return training;
        }
    }

    private long live() {
        return device().memoryStats().live();
    }

    @SuppressWarnings("try")
    private void survives(Supplier<Training> maker) {
        try (Restore place = device().use()) {
            made(maker).step(); // constants that the library keeps
            settle();
            long start = live();
            double[] expected = steps(made(maker));
            long held = live() - start;
            int n = 1;
            while (failsAt(n, maker, expected, held)) {
                n++;
                if (n > ENDLESS) {
                    throw new AssertionError("more than " + ENDLESS + " allocations in a step");
                }
            }
            if (n - 1 < fewest()) {
                throw new AssertionError("only " + (n - 1) + " allocations in a step");
            }
        }
    }

    /** Lets go what other tests left to the garbage collector, which runs when memory runs out. */
    private void settle() {
        failFrom(1);
        try {
            Tensor.zeros(LARGE).close();
        } catch (OutOfDeviceMemoryException expected) {
            return;
        } finally {
            stopFailing();
        }
        throw new AssertionError("an allocation that was told to fail did not");
    }

    private static double[] steps(Training training) {
        double[] losses = new double[STEPS];
        Arrays.setAll(losses, i -> training.step());
        return losses;
    }

    /** Whether the n-th allocation was one of the step's. */
    private boolean failsAt(int n, Supplier<Training> maker, double[] expected, long held) {
        long start = live();
        Training training = made(maker);
        boolean failed = false;
        failFrom(n);
        try {
            training.step();
        } catch (OutOfDeviceMemoryException e) {
            failed = true;
        } finally {
            stopFailing();
        }
        if (failed) {
            double[] losses = steps(training);
            if (!Arrays.equals(losses, expected)) {
                throw new AssertionError("after a failure of allocation " + n + " the losses are "
                        + Arrays.toString(losses) + ", not " + Arrays.toString(expected));
            }
            long more = live() - start - held;
            if (more != 0) {
                throw new AssertionError("after a failure of allocation " + n + " and " + STEPS + " steps " + more
                        + " bytes more are held than after " + STEPS + " steps");
            }
        }
        return failed;
    }
}
