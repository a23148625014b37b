package io.github.autograd4j.testing;

import io.github.autograd4j.Device;

class ReferenceConformanceTest extends DeviceConformance {
    @Override
    protected Device device() {
        return Device.of("reference");
    }
}
