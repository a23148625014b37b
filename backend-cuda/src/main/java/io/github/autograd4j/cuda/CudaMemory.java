package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.RawMemory;

/** A GPU's memory, for the core to cache. */
record CudaMemory(Gpu gpu) implements RawMemory {
    @Override
    public long allocate(long bytes) {
        return gpu.allocate(bytes);
    }

    @Override
    public void free(long address, long bytes) {
        gpu.free(address);
    }

    @Override
    public Buffer buffer(long address, DType dtype, long count) {
        return new CudaBuffer(address, count * dtype.byteSize());
    }
}
