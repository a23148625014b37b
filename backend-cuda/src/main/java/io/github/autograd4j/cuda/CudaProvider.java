package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.Nvrtc;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.cuda.kernel.KernelFolders;
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
        CudaNatives natives = CudaNatives.get();
        return natives.missing() == null
                ? Availability.available(natives.devices(), slow(natives.missingCompiler()))
                : Availability.unavailable(natives.missing());
    }

    private static String slow(String missingCompiler) {
        return missingCompiler == null
                ? null
                : "slow, with the kernels that are packed only, because there is no compiler: " + missingCompiler
                        + "; install NVRTC of CUDA 12 or 13";
    }

    @Override
    public Backend open(int ordinal) {
        CudaNatives natives = CudaNatives.get();
        if (natives.missing() != null) {
            throw new DeviceException("cuda unavailable: " + natives.missing());
        }
        Gpu gpu = Gpu.open(ordinal);
        try {
            KernelFolders folders = KernelFolders.ofProperties(gpu.properties().emulated());
            return FixedKernels.ONLY
                    ? new FixedKernelBackend(gpu, new KernelCache(gpu, null, folders))
                    : new CudaBackend(gpu, new KernelCache(gpu, () -> Compiler.NVRTC, folders));
        } catch (Throwable e) {
            gpu.close();
            throw e;
        }
    }
}
