package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Offers NVIDIA GPUs. Nothing native is touched before {@link #probe}. */
public final class CudaProvider implements DeviceProvider {
    /** Creates the provider; does nothing else. */
    public CudaProvider() {}

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
        return Availability.unavailable(missing());
    }

    private static String missing() {
        CudaNatives natives = CudaNatives.get();
        String missing = natives.missing() != null ? natives.missing() : natives.missingCompiler();
        return missing != null ? missing : natives + "; but this version of backend-cuda has no kernels yet";
    }

    @Override
    public Backend open(int ordinal) {
        throw new DeviceException("cuda unavailable: " + missing());
    }
}
