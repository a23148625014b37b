package io.github.autograd4j.cuda;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.Capability;
import io.github.autograd4j.testing.DeviceConformance;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;

class CudaConformanceTest extends DeviceConformance {
    @BeforeAll
    static void needsDevice() {
        TestGpu.require();
    }

    @Override
    protected Device device() {
        return Device.cuda(0);
    }

    @Override
    protected Set<Capability> missing() {
        // A kernel cannot stop the host that has gone on.
        return EnumSet.of(Capability.INTEGER_DIVISION_BY_ZERO);
    }

    @Override
    protected long liveBytes() {
        return device().memoryStats().live();
    }
}
