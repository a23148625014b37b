package io.github.autograd4j.testing.toy;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Finds the toy device. */
public final class ToyProvider implements DeviceProvider {
    @Override
    public String type() {
        return "toy";
    }

    @Override
    public int priority() {
        return -20;
    }

    @Override
    public Availability probe() {
        return Availability.available(1);
    }

    @Override
    public Backend open(int ordinal) {
        return new ToyBackend();
    }
}
