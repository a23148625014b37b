package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.List;
import java.util.function.Function;

/** The same network, trained on the CPU and on the device, has the same losses. */
final class TrainingCheck implements Check {
    private static final double TOLERANCE = 1e-3;
    private static final int STEPS = 50;
    private static final int QUICK_STEPS = 3;

    @Override
    public void run(Device device, boolean quick, Attempts attempts) {
        int steps = quick ? QUICK_STEPS : STEPS;
        compare(device, steps, attempts, "SGD", parameters -> new SGD(parameters, 0.1));
        compare(device, steps, attempts, "Adam", parameters -> new Adam(parameters, 1e-2));
    }

    private static void compare(
            Device device, int steps, Attempts attempts, String name, Function<List<Tensor>, Optimizer> optimizer) {
        attempts.attempt(name, () -> {
            Network here = Network.on(Device.cpu(), optimizer);
            Network there = Network.on(device, optimizer);
            double largest = 0;
            double first = 0;
            double last = 0;
            for (int step = 0; step < steps; step++) {
                double expected = here.scopedStep();
                double actual = there.scopedStep();
                double difference = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-2);
                if (!(difference <= TOLERANCE)) {
                    throw new AssertionError(
                            "step " + step + ": loss " + actual + " on " + device + ", " + expected + " on the CPU");
                }
                largest = Math.max(largest, difference);
                first = step == 0 ? actual : first;
                last = actual;
            }
            attempts.report()
                    .detail(
                            name,
                            "loss " + first + " to " + last + " in " + steps + " steps, largest relative difference "
                                    + largest);
        });
    }
}
