package io.github.autograd4j.testing.toy;

import io.github.autograd4j.Device;
import io.github.autograd4j.testing.DeviceConformance;

class ToyConformanceTest extends DeviceConformance {
    @Override
    protected Device device() {
        return Device.of("toy");
    }
}
