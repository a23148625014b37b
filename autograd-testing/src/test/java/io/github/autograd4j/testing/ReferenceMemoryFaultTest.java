package io.github.autograd4j.testing;

import io.github.autograd4j.Device;

class ReferenceMemoryFaultTest extends MemoryFaultConformance {
    @Override
    protected Device device() {
        return Conformance.REFERENCE;
    }

    @Override
    protected void failFrom(long n) {
        ReferenceDevice.failAllocations(n, Integer.MAX_VALUE);
    }

    @Override
    protected void stopFailing() {
        ReferenceDevice.failAllocations(1, 0);
    }
}
