package io.github.autograd4j.testing;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** The reference device, but its memory is addresses that the core pools. */
public final class PooledDevice implements DeviceProvider {
    static final PooledMemory MEMORY = new PooledMemory();

    @Override
    public String type() {
        return "pooled";
    }

    @Override
    public int priority() {
        return -30;
    }

    @Override
    public Availability probe() {
        return Availability.available(1);
    }

    @Override
    public Backend open(int ordinal) {
        return new ReferenceBackend(new ReferenceMemory(), MEMORY);
    }
}
