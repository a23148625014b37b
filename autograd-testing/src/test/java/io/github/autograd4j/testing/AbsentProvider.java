package io.github.autograd4j.testing;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Finds nothing. */
public final class AbsentProvider implements DeviceProvider {
    @Override
    public String type() {
        return "absent";
    }

    @Override
    public int priority() {
        return -40;
    }

    @Override
    public Availability probe() {
        return Availability.unavailable("there is none, by intention");
    }

    @Override
    public Backend open(int ordinal) {
        throw new IllegalStateException("there is none");
    }
}
