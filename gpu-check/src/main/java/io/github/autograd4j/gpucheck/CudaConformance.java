package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.Capability;
import io.github.autograd4j.testing.DeviceConformance;
import java.util.Set;

/** The conformance suite on a CUDA device. */
final class CudaConformance extends DeviceConformance {
    private final Device device;

    CudaConformance(Device device) {
        this.device = device;
    }

    @Override
    protected Device device() {
        return device;
    }

    /** Kernels do not throw; what a division of integers by zero gives is not defined. */
    @Override
    protected Set<Capability> missing() {
        return Set.of(Capability.INTEGER_DIVISION_BY_ZERO);
    }
}
