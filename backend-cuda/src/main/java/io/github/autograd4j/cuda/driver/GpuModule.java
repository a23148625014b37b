package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** Compiled kernels, loaded on one device until it is closed. */
public final class GpuModule {
    private final Gpu gpu;
    private final CUmodule handle;

    GpuModule(Gpu gpu, CUmodule handle) {
        this.gpu = gpu;
        this.handle = handle;
    }

    /**
     * Finds a kernel.
     *
     * @param name its name, which is not mangled
     * @return the kernel
     */
    public GpuFunction function(String name) {
        gpu.enter();
        try {
            CUfunction function = new CUfunction();
            gpu.faults.check(JCudaDriver.cuModuleGetFunction(function, handle, name), "cuModuleGetFunction", name);
            return new GpuFunction(function, name);
        } finally {
            gpu.exit();
        }
    }
}
