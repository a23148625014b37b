package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUfunction;

/** A kernel, loaded on one device. */
public final class GpuFunction {
    final CUfunction handle;
    private final String name;

    GpuFunction(CUfunction handle, String name) {
        this.handle = handle;
        this.name = name;
    }

    /**
     * Returns the kernel's name.
     *
     * @return as in its source
     */
    public String name() {
        return name;
    }
}
