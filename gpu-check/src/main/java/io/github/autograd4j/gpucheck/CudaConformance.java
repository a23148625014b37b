package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.Capability;
import io.github.autograd4j.testing.DeviceConformance;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;

/** The conformance suite on the first CUDA device. */
@DisplayName("conformance")
public final class CudaConformance extends DeviceConformance {
    /** For JUnit. */
    public CudaConformance() {}

    @Override
    protected Device device() {
        return Device.cuda(0);
    }

    /** Kernels do not throw; what a division of integers by zero gives is not defined. */
    @Override
    protected Set<Capability> missing() {
        return Set.of(Capability.INTEGER_DIVISION_BY_ZERO);
    }
}
