package io.github.autograd4j.testing;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** A device for each mistake. */
public final class BrokenProvider implements DeviceProvider {
    @Override
    public String type() {
        return "broken";
    }

    @Override
    public int priority() {
        return -30;
    }

    @Override
    public Availability probe() {
        return Availability.available(BrokenBackend.Mistake.values().length);
    }

    @Override
    public Backend open(int ordinal) {
        return new BrokenBackend(BrokenBackend.Mistake.values()[ordinal], new ReferenceMemory());
    }
}
