package io.github.autograd4j.cuda;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.cuda.driver.CudaNatives;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuProperties;
import io.github.autograd4j.cuda.driver.Nvrtc;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.cuda.kernel.KernelFolders;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;
import java.util.ArrayList;
import java.util.List;

/** Offers NVIDIA GPUs. Nothing native is touched before {@link #probe}. */
public final class CudaProvider implements DeviceProvider {
    /** Kernels are compiled and checked for nothing older. */
    private static final int OLDEST = 75;

    /** The compiler, started when first needed. */
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
        if (natives.missing() != null) {
            return Availability.unavailable(natives.missing());
        }
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < natives.devices(); i++) {
            String unfit = unfit(natives, GpuProperties.of(i));
            if (unfit != null) {
                remarks.add("cuda:" + i + " cannot be used: " + unfit);
            }
        }
        if (remarks.size() == natives.devices()) {
            return Availability.unavailable(String.join("; ", remarks));
        }
        if (natives.missingCompiler() != null) {
            remarks.add("slow, with the kernels that are packed only, because there is no compiler: "
                    + natives.missingCompiler() + "; install NVRTC of CUDA 12 or 13");
        }
        return Availability.available(natives.devices(), remarks.isEmpty() ? null : String.join("; ", remarks));
    }

    private static String unfit(CudaNatives natives, GpuProperties device) {
        int oldest = natives.missingCompiler() == null ? Compiler.NVRTC.oldestArchitecture() : OLDEST;
        return unfit(device, oldest);
    }

    /** Why kernels cannot run on a device, given the oldest architecture that they can be compiled for; null if they can. */
    static String unfit(GpuProperties device, int oldestOfCompiler) {
        int needed = Math.max(OLDEST, oldestOfCompiler);
        return device.architecture() >= needed
                ? null
                : device.name() + " has compute capability " + device.major() + "." + device.minor() + ", "
                        + needed / 10 + "." + needed % 10 + " is needed";
    }

    @Override
    public Backend open(int ordinal) {
        CudaNatives natives = CudaNatives.get();
        String unfit = natives.missing() != null ? natives.missing() : unfit(natives, GpuProperties.of(ordinal));
        if (unfit != null) {
            throw new DeviceException("device: cuda:" + ordinal + " unavailable: " + unfit);
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
