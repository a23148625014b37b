package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.Device;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.testing.MemoryFaultConformance;
import org.junit.jupiter.api.BeforeAll;

/** Memory that runs out, on the emulated driver: a real one cannot be told to fail. */
class CudaMemoryFaultTest extends MemoryFaultConformance {
    @BeforeAll
    static void needsEmulator() {
        TestGpu.require();
        assumeThat(Device.cuda(0).info().name()).containsIgnoringCase("emulated");
    }

    @Override
    protected Device device() {
        return Device.cuda(0);
    }

    @Override
    protected void failFrom(long n) {
        device().synchronize(); // which makes the device's context this thread's
        EmulatorControl.set(Setting.FAIL_ALLOCATIONS, n);
    }

    @Override
    protected void stopFailing() {
        failFrom(0);
    }

    /** Where blocks are pooled, those of a step may all be at hand. */
    @Override
    protected long fewest() {
        return Boolean.getBoolean("autograd.memory.pool") ? 0 : super.fewest();
    }
}
