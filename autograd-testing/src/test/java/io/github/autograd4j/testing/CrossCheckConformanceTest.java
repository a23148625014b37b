package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;

/** Two devices that are both right agree on everything, and together they are a device like any other. */
class CrossCheckConformanceTest extends DeviceConformance {
    private final CrossCheck check = CrossCheck.of(Conformance.REFERENCE, Device.of("toy"));

    @Override
    protected Device device() {
        return check.device();
    }

    @Override
    protected long liveBytes() {
        return ReferenceDevice.stats().liveBytes();
    }

    /** Left out: the gradients begin with the results. */
    @Override
    public List<DynamicTest> forward() {
        return List.of();
    }

    @AfterAll
    void close() {
        System.out.println(check.comparisons().size() + " operations compared");
        check.close();
    }
}
