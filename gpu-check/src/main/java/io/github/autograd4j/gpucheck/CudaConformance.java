package io.github.autograd4j.gpucheck;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.DeviceConformance;
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
}
