package io.github.autograd4j.cuda.driver;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import jcuda.Pointer;
import jcuda.driver.JCudaDriver;

/** Host memory that the device reads and writes directly, so that copies need not wait for the host. */
public final class PinnedMemory extends GpuResource {
    private final Pointer pointer = new Pointer();
    private final long address;
    private final ByteBuffer bytes;

    /**
     * Allocates.
     *
     * @param gpu the device that copies
     * @param size the number of bytes, below 2³¹
     */
    public PinnedMemory(Gpu gpu, int size) {
        super(gpu);
        gpu.enter();
        try {
            gpu.faults.check(
                    JCudaDriver.cuMemHostAlloc(pointer, size, JCudaDriver.CU_MEMHOSTALLOC_PORTABLE), "cuMemHostAlloc");
            gpu.own(this);
        } finally {
            gpu.exit();
        }
        address = Addresses.of(pointer);
        bytes = pointer.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    }

    /**
     * Returns where it begins.
     *
     * @return the address, for the host and the device
     */
    public long address() {
        return address;
    }

    /**
     * Returns the memory for the host to read and write.
     *
     * @return the buffer, always the same, in native order
     */
    public ByteBuffer bytes() {
        return bytes;
    }

    @Override
    void release() {
        JCudaDriver.cuMemFreeHost(pointer);
    }
}
