package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Looks for NVIDIA GPUs. This version finds the driver, but has no kernels: it never offers a device. */
public final class CudaProvider implements DeviceProvider {
    private final DriverSearch search;

    /** Creates the provider; does nothing else. */
    public CudaProvider() {
        this(DriverSearch.ofThisMachine());
    }

    CudaProvider(DriverSearch search) {
        this.search = search;
    }

    @Override
    public String type() {
        return "cuda";
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Availability probe() {
        return Availability.unavailable(reason());
    }

    private String reason() {
        return search.find()
                .map(driver -> "found the driver " + driver + ", but this version of backend-cuda has no kernels yet")
                .orElseGet(search::missing);
    }

    @Override
    public Backend open(int ordinal) {
        throw new DeviceException("cuda unavailable: " + reason());
    }
}
