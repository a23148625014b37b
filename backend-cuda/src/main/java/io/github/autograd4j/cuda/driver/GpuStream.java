package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstream_flags;
import jcuda.driver.JCudaDriver;

/**
 * Work of a device that runs in the order in which it is enqueued. Methods that enqueue are called between
 * {@link Gpu#enter} and {@link Gpu#exit}.
 */
public final class GpuStream extends GpuResource {
    /** Waits for each kernel, so that an error names the one that made it. */
    private static final boolean BLOCKING = Boolean.getBoolean("autograd.cuda.blocking");

    final CUstream handle = new CUstream();

    /**
     * Creates a stream.
     *
     * @param gpu the device
     */
    public GpuStream(Gpu gpu) {
        super(gpu);
        gpu.enter();
        try {
            gpu.faults.check(
                    JCudaDriver.cuStreamCreate(handle, CUstream_flags.CU_STREAM_NON_BLOCKING), "cuStreamCreate");
            gpu.own(this);
        } finally {
            gpu.exit();
        }
    }

    /**
     * Enqueues a kernel with {@linkplain Gpu#arguments the arguments} written before.
     *
     * @param op the operation that it computes, for messages
     * @param function the kernel
     * @param gridX blocks along x
     * @param gridY blocks along y
     * @param gridZ blocks along z
     * @param blockX threads of a block along x
     * @param blockY threads of a block along y
     * @param shared bytes of dynamic shared memory
     */
    public void launch(
            String op, GpuFunction function, int gridX, int gridY, int gridZ, int blockX, int blockY, int shared) {
        gpu.faults.launched(op, function.name());
        int code = JCudaDriver.cuLaunchKernel(
                function.handle,
                gridX,
                gridY,
                gridZ,
                blockX,
                blockY,
                1,
                shared,
                handle,
                gpu.arguments().table(),
                null);
        gpu.faults.check(code, op, function.name());
        if (BLOCKING) {
            gpu.faults.check(JCudaDriver.cuStreamSynchronize(handle), op, function.name());
        }
    }

    /**
     * Enqueues a copy from pinned memory.
     *
     * @param target an address of the device
     * @param source an address in pinned memory, unchanged until the copy is done
     * @param bytes how many
     * @param op on whose behalf
     */
    public void copyIn(long target, long source, long bytes, String op) {
        gpu.faults.check(
                JCudaDriver.cuMemcpyHtoDAsync(Addresses.device(target), Addresses.host(source), bytes, handle), op);
    }

    /**
     * Enqueues a copy to pinned memory.
     *
     * @param target an address in pinned memory
     * @param source an address of the device
     * @param bytes how many
     * @param op on whose behalf
     */
    public void copyOut(long target, long source, long bytes, String op) {
        gpu.faults.check(
                JCudaDriver.cuMemcpyDtoHAsync(Addresses.host(target), Addresses.device(source), bytes, handle), op);
    }

    /**
     * Enqueues a copy within the device.
     *
     * @param target an address of the device
     * @param source an address of the device; the ranges do not overlap
     * @param bytes how many
     * @param op on whose behalf
     */
    public void copy(long target, long source, long bytes, String op) {
        gpu.faults.check(
                JCudaDriver.cuMemcpyDtoDAsync(Addresses.device(target), Addresses.device(source), bytes, handle), op);
    }

    /**
     * Enqueues a copy from another device.
     *
     * @param target an address of this device
     * @param other the device of the source
     * @param source an address of that device
     * @param bytes how many
     * @param op on whose behalf
     */
    public void copyFrom(long target, Gpu other, long source, long bytes, String op) {
        int code = JCudaDriver.cuMemcpyPeerAsync(
                Addresses.device(target), gpu.context, Addresses.device(source), other.context, bytes, handle);
        gpu.faults.check(code, op);
    }

    /**
     * Enqueues setting memory to a repeated byte.
     *
     * @param target an address of the device
     * @param value the byte
     * @param bytes how many
     * @param op on whose behalf
     */
    public void set(long target, int value, long bytes, String op) {
        gpu.faults.check(JCudaDriver.cuMemsetD8Async(Addresses.device(target), (byte) value, bytes, handle), op);
    }

    /**
     * Enqueues an event.
     *
     * @param event what to record
     */
    public void record(GpuEvent event) {
        gpu.faults.check(JCudaDriver.cuEventRecord(event.handle, handle), "cuEventRecord");
    }

    /**
     * Makes what is enqueued later wait for an event, possibly of another device.
     *
     * @param event what to wait for
     */
    public void waitFor(GpuEvent event) {
        gpu.faults.check(JCudaDriver.cuStreamWaitEvent(handle, event.handle, 0), "cuStreamWaitEvent");
    }

    /**
     * Waits until all that was enqueued is done. The device's lock is not held meanwhile.
     *
     * @param op on whose behalf
     */
    public void synchronize(String op) {
        gpu.makeCurrent(op);
        gpu.faults.check(JCudaDriver.cuStreamSynchronize(handle), op);
    }

    /**
     * Throws if something enqueued before is known to have failed; does not wait.
     *
     * @param op on whose behalf
     */
    void checkHealth(String op) {
        int code = JCudaDriver.cuStreamQuery(handle);
        if (code != CUresult.CUDA_ERROR_NOT_READY) {
            gpu.faults.check(code, op);
        }
    }

    @Override
    void release() {
        JCudaDriver.cuStreamSynchronize(handle);
        JCudaDriver.cuStreamDestroy(handle);
    }
}
