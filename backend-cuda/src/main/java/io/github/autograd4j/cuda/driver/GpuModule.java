package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** Compiled kernels, loaded on one device. */
public final class GpuModule extends GpuResource {
    private final CUmodule handle;

    GpuModule(Gpu gpu, CUmodule handle) {
        super(gpu);
        this.handle = handle;
        gpu.own(this);
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

    @Override
    void release() {
        JCudaDriver.cuModuleUnload(handle);
    }
}
