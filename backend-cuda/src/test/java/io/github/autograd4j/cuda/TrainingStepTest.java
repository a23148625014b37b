package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.AdamW;
import io.github.autograd4j.optim.Optimizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a training step asks of the driver, counted by the emulated one. */
class TrainingStepTest {
    private Module model;
    private Optimizer optimizer;
    private Tensor inputs;
    private Tensor targets;

    @BeforeEach
    void prepare() {
        TestGpu.require();
        Device gpu = Device.cuda(0);
        assumeThat(gpu.info().toString()).contains("Emulated");
        model = new Sequential(new Linear(20, 32), Activation.relu(), new Linear(32, 5)).to(gpu);
        optimizer = new AdamW(model.parameters(), 1e-3);
        inputs = Tensor.ones(16, 20).to(gpu);
        targets = Tensor.zeros(16, 5).to(gpu);
        for (int i = 0; i < 3; i++) {
            step();
        }
    }

    /** But to free: these tests run without a pool, and memory goes back when the device is done with it. */
    @Test
    void waitsForTheDeviceOnlyToFree() {
        long others = EmulatorControl.get(Counter.HOST_WAITS) - EmulatorControl.get(Counter.FREES);
        step();
        assertThat(EmulatorControl.get(Counter.HOST_WAITS) - EmulatorControl.get(Counter.FREES))
                .isEqualTo(others);
    }

    @Test
    void copiesNothingBetweenHostAndDevice() {
        long copies = copiesOfTheHost();
        step();
        assertThat(copiesOfTheHost()).isEqualTo(copies);
    }

    @Test
    void givesAllItsMemoryBack() {
        long live = EmulatorControl.get(Counter.LIVE_BYTES);
        step();
        assertThat(EmulatorControl.get(Counter.LIVE_BYTES)).isEqualTo(live);
    }

    @Test
    void asksTheSameFewThingsEachTime() {
        long first = workOfAStep();
        assertThat(workOfAStep()).isEqualTo(first).isLessThanOrEqualTo(21);
    }

    @Test
    @SuppressWarnings("try")
    void computesTheSameWhenWorkIsDeferred() {
        float[] before = model.forward(inputs).toFloatArray();
        try (EmulatorControl.Changed deferred = EmulatorControl.with(Setting.DEFERRED, 1)) {
            assertThat(EmulatorControl.get(Setting.DEFERRED)).isEqualTo(1);
            assertThat(model.forward(inputs).toFloatArray()).isEqualTo(before);
        }
    }

    private static long copiesOfTheHost() {
        return EmulatorControl.get(Counter.COPIES_TO_DEVICE) + EmulatorControl.get(Counter.COPIES_TO_HOST);
    }

    /** Kernels, products, copies on the device and fills. */
    private static long work() {
        return EmulatorControl.get(Counter.LAUNCHES)
                + EmulatorControl.get(Counter.LIBRARY_CALLS)
                + EmulatorControl.get(Counter.COPIES_ON_DEVICE)
                + EmulatorControl.get(Counter.FILLS);
    }

    private long workOfAStep() {
        long before = work();
        step();
        return work() - before;
    }

    @SuppressWarnings("try")
    private void step() {
        try (Scope scope = Scope.open()) {
            optimizer.zeroGrad();
            Functional.mseLoss(model.forward(inputs), targets).backward();
            optimizer.step();
        }
    }
}
