package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.spi.MemoryStats;

/** Training holds no more memory after many steps than after the second. */
final class LeakCheck implements Check {
    /** What the peak of many steps may be, of the peak of two. */
    private static final double GROWTH = 1.1;

    @Override
    public void run(Device device, boolean quick, StageReport report) {
        Network network = Network.on(device, parameters -> new Adam(parameters, 1e-3));
        network.scopedStep();
        network.scopedStep();
        MemoryStats before = device.memoryStats();
        int steps = quick ? 5 : 500;
        for (int i = 0; i < steps; i++) {
            network.scopedStep();
            report.passed();
        }
        MemoryStats after = device.memoryStats();
        report.detail("after 2 steps", before.toString());
        report.detail("after " + steps + " more", after.toString());
        if (after.live() > before.live()) {
            report.failed("live memory has grown from " + before.live() + " to " + after.live() + " bytes");
        }
        if (after.peak() > before.peak() * GROWTH) {
            report.failed("the peak has grown from " + before.peak() + " to " + after.peak() + " bytes");
        }
        Network naive = Network.on(device, parameters -> new Adam(parameters, 1e-3));
        for (int i = 0; i < steps; i++) {
            naive.step();
            report.passed();
        }
        report.detail(
                "after " + steps + " steps without scopes", device.memoryStats().toString());
    }
}
