package io.github.autograd4j.cuda;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.Capability;
import io.github.autograd4j.testing.DeviceConformance;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
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

    // First those with most of the kernels, whose tests do not depend on what else the device does.

    @Override
    @TestFactory
    @Order(1)
    public List<DynamicTest> forward() {
        return TestsAhead.of(super.forward());
    }

    @Override
    @TestFactory
    @Order(1)
    public List<DynamicTest> gradient() {
        return TestsAhead.of(super.gradient());
    }

    @Override
    @TestFactory
    @Order(1)
    public List<DynamicTest> kinks() {
        return TestsAhead.of(super.kinks());
    }

    @Override
    @TestFactory
    @Order(1)
    public List<DynamicTest> fused() {
        return TestsAhead.of(super.fused());
    }
}
