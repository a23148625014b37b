package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.Nvrtc;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/** Offers NVIDIA GPUs. Nothing native is touched before {@link #probe}. */
public final class CudaProvider implements DeviceProvider {
    /** The compiler, started when the first kernel is compiled. */
    private static final class Compiler {
        static final Nvrtc NVRTC = new Nvrtc();
    }

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
        String missing = missing();
        return missing == null
                ? Availability.available(CudaNatives.get().devices())
                : Availability.unavailable(missing);
    }

    private static String missing() {
        CudaNatives natives = CudaNatives.get();
        return natives.missing() != null ? natives.missing() : natives.missingCompiler();
    }

    @Override
    public Backend open(int ordinal) {
        String missing = missing();
        if (missing != null) {
            throw new DeviceException("cuda unavailable: " + missing);
        }
        return new CudaBackend(Gpu.open(ordinal), () -> Compiler.NVRTC);
    }
}
