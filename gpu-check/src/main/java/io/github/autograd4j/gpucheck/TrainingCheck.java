package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import io.github.autograd4j.optim.SGD;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The same network, trained on the CPU and on the device, has the same losses. */
final class TrainingCheck implements Check {
    private static final double TOLERANCE = 1e-3;

    @Override
    public void run(Device device, boolean quick, StageReport report) {
        Map<String, Function<List<Tensor>, Optimizer>> optimizers = new LinkedHashMap<>();
        optimizers.put("SGD", parameters -> new SGD(parameters, 0.1));
        optimizers.put("Adam", parameters -> new Adam(parameters, 1e-2));
        optimizers.forEach((name, optimizer) -> {
            Network here = Network.on(Device.cpu(), optimizer);
            Network there = Network.on(device, optimizer);
            double largest = 0;
            double first = 0;
            double last = 0;
            for (int step = 0; step < (quick ? 3 : 50); step++) {
                double expected = here.scopedStep();
                double actual = there.scopedStep();
                double difference = Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-2);
                if (!(difference <= TOLERANCE)) {
                    report.failed(name + ", step " + step + ": loss " + actual + " on " + device + ", " + expected
                            + " on the CPU");
                    return;
                }
                largest = Math.max(largest, difference);
                first = step == 0 ? actual : first;
                last = actual;
                report.passed();
            }
            report.detail(name, "loss " + first + " to " + last + ", largest relative difference " + largest);
        });
    }
}
