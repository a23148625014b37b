package io.github.autograd4j.cpu;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Finds the one CPU device. */
public final class CpuProvider implements DeviceProvider {
    /** Creates the provider; does nothing. */
    public CpuProvider() {}

    @Override
    public String type() {
        return "cpu";
    }

    @Override
    public int apiVersion() {
        return API_VERSION;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Availability probe() {
        return Availability.available(1);
    }

    @Override
    public Backend open(int ordinal) {
        return new CpuBackend(Kernels.get(), WorkerTeam.shared());
    }
}
