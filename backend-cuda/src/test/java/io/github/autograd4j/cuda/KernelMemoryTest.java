package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Backends;
import io.github.autograd4j.Device;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.optim.Adam;
import org.junit.jupiter.api.Test;

/** Kernels take memory too, when they are loaded. */
class KernelMemoryTest {
    /** Memory runs out for an instant at each allocation of the first step of an optimizer, on a device without kernels. */
    @Test
    void theFirstStepSurvivesAnInstantWithoutMemory() {
        float[] expected = firstStep(0);
        int survived = 0;
        while (EmulatorControl.get(Setting.FAIL_ALLOCATION) == 0) {
            survived++;
            assertThat(firstStep(survived)).isEqualTo(expected);
        }
        EmulatorControl.set(Setting.FAIL_ALLOCATION, 0);
        // Two moments of two parameters where each has a segment of its own, a kernel, and the end.
        assertThat(survived).isGreaterThan(Boolean.getBoolean("autograd.memory.pool") ? 1 : 5);
    }

    private static float[] firstStep(int failing) {
        Device device = Backends.add("fresh", TestGpu.another());
        try {
            Linear model = (Linear) new Linear(3, 2, true, Rng.of(1)).to(device);
            Adam optimizer = new Adam(model.parameters(), 0.1);
            Tensor x = Tensor.ones(4, 3).to(device);
            Functional.mseLoss(model.forward(x), Tensor.zeros(4, 2).to(device)).backward();
            EmulatorControl.set(Setting.FAIL_ALLOCATION, failing);
            optimizer.step();
            return model.parameters().get(0).toFloatArray();
        } finally {
            Backends.remove(device);
        }
    }
}
