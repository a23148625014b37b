package io.github.autograd4j.cpu;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.DeviceConformance;

class CpuConformanceTest extends DeviceConformance {
    @Override
    protected Device device() {
        return Device.cpu();
    }
}
