package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.spi.MemoryStats;

/**
 * Training holds no more memory after many steps than after the second; without scopes, no more than its budget besides.
 *
 * @param steps how many
 * @param quickSteps how many in a quick check
 * @param budget bytes of garbage that may gather where nothing is closed
 */
record LeakCheck(int steps, int quickSteps, long budget) implements Check {
    /** What the peak of many steps may be, of the peak of two. */
    private static final double GROWTH = 1.1;

    /** As many steps as make garbage of several budgets, with the default one. */
    LeakCheck() {
        this(500, 5, 256L << 20);
    }

    @Override
    public void run(Device device, boolean quick, Attempts attempts) {
        int count = quick ? quickSteps : steps;
        attempts.attempt("with scopes", () -> scoped(device, count, attempts.report()));
        attempts.attempt("without scopes", () -> naive(device, count, attempts.report()));
    }

    private static Network start(Device device) {
        Network network = Network.on(device, parameters -> new Adam(parameters, 1e-3));
        device.resetPeakMemory();
        network.scopedStep();
        network.scopedStep();
        return network;
    }

    private static void scoped(Device device, int count, StageReport report) {
        Network network = start(device);
        MemoryStats before = device.memoryStats();
        for (int i = 0; i < count; i++) {
            network.scopedStep();
        }
        MemoryStats after = device.memoryStats();
        report.detail("after 2 steps", before.toString());
        report.detail("after " + count + " more", after.toString());
        require("live memory", after.live(), before.live());
        require("the peak", after.peak(), (long) (before.peak() * GROWTH));
    }

    /** What the collector has to find: at most the budget, or as much as is in use if that is more. */
    private void naive(Device device, int count, StageReport report) {
        Network network = start(device);
        long needed = device.memoryStats().peak();
        for (int i = 0; i < count; i++) {
            network.step();
        }
        MemoryStats after = device.memoryStats();
        report.detail("after " + count + " steps without scopes", after.toString());
        require("the peak without scopes", after.peak(), needed + Math.max(budget, needed));
    }

    private static void require(String what, long bytes, long most) {
        if (bytes > most) {
            throw new AssertionError(
                    what + " is " + MemoryStats.size(bytes) + ", expected at most " + MemoryStats.size(most));
        }
    }
}
