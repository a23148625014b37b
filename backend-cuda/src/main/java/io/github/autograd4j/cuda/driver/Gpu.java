package io.github.autograd4j.cuda.driver;

import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;
import jcuda.driver.JITOptions;

/**
 * An opened device: its primary context, its main stream, and one lock, held while something is enqueued and never while
 * the host waits.
 */
public final class Gpu implements AutoCloseable {
    final CUcontext context = new CUcontext();
    final Faults faults;
    private final int ordinal;
    private final CUdevice device = new CUdevice();
    private final ReentrantLock lock = new ReentrantLock();
    private final GpuProperties properties;
    private final GpuStream stream;
    private final LaunchArguments arguments;
    private final Set<GpuResource> owned = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private Gpu(int ordinal) {
        this.ordinal = ordinal;
        this.faults = new Faults("cuda:" + ordinal);
        faults.check(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet");
        properties = GpuProperties.of(device);
        faults.check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
        try {
            stream = new GpuStream(this);
            arguments = new LaunchArguments(this);
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a device.
     *
     * @param ordinal its number, below {@link CudaNatives#devices}
     * @return the device
     */
    public static Gpu open(int ordinal) {
        JCudaDriver.setExceptionsEnabled(false);
        return new Gpu(ordinal);
    }

    /**
     * Returns its number.
     *
     * @return the ordinal
     */
    public int ordinal() {
        return ordinal;
    }

    /**
     * Returns what the driver says of it.
     *
     * @return its properties
     */
    public GpuProperties properties() {
        return properties;
    }

    /**
     * Returns the stream of all kernels.
     *
     * @return the main stream
     */
    public GpuStream stream() {
        return stream;
    }

    /**
     * Returns the arguments of the next launch, to be written under the lock.
     *
     * @return the arguments
     */
    public LaunchArguments arguments() {
        return arguments;
    }

    /**
     * Takes the lock, which is reentrant, and makes the context current. {@link #exit} must follow in a finally block.
     *
     * @throws DeviceException if the device is lost or closed
     */
    public void enter() {
        lock.lock();
        try {
            makeCurrent("enter");
        } catch (Throwable e) {
            lock.unlock();
            throw e;
        }
    }

    /** Gives the lock back. */
    public void exit() {
        lock.unlock();
    }

    /** Always anew: a virtual thread may have changed its carrier, and other users of CUDA may have set theirs. */
    void makeCurrent(String op) {
        if (closed) {
            throw new DeviceException("cuda:" + ordinal + ": the device was closed");
        }
        faults.checkAlive();
        faults.check(JCudaDriver.cuCtxSetCurrent(context), op);
    }

    /**
     * Tells whether the device can be called: it is neither closed nor lost. Makes the context current.
     *
     * @return true if resources can still be given back one by one
     */
    public boolean usable() {
        return !closed && !faults.isLost() && JCudaDriver.cuCtxSetCurrent(context) == CUresult.CUDA_SUCCESS;
    }

    /**
     * Allocates memory of the device. May wait.
     *
     * @param bytes how much
     * @return its address, a multiple of 256
     * @throws OutOfDeviceMemoryException if there is not enough
     */
    public long allocate(long bytes) {
        enter();
        try {
            CUdeviceptr pointer = new CUdeviceptr();
            int code = JCudaDriver.cuMemAlloc(pointer, bytes);
            if (code == CUresult.CUDA_ERROR_OUT_OF_MEMORY) {
                throw new OutOfDeviceMemoryException("allocate: cuda:" + ordinal + " has not enough memory: " + bytes
                        + " bytes wanted, " + memory());
            }
            faults.check(code, "allocate");
            return Addresses.of(pointer);
        } finally {
            exit();
        }
    }

    /** How much there is, for messages. */
    String memory() {
        long[] free = {0};
        long[] total = {0};
        return JCudaDriver.cuMemGetInfo(free, total) == CUresult.CUDA_SUCCESS
                ? free[0] + " of " + total[0] + " bytes free"
                : "how much is free is not known";
    }

    /**
     * Gives memory back, after all work that was enqueued. On a device that is lost, or is found to be, there is nothing
     * to give back.
     *
     * @param address what {@link #allocate} returned
     */
    public void free(long address) {
        if (usable()) {
            faults.notice(JCudaDriver.cuStreamSynchronize(stream.handle), "free");
        }
        lock.lock();
        try {
            if (usable()) {
                faults.check(JCudaDriver.cuMemFree(Addresses.device(address)), "free");
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Loads compiled kernels. The driver may compile PTX for long: meanwhile neither is the lock held nor an array, which
     * would keep every thread from collecting garbage.
     *
     * @param image a CUBIN, or PTX that ends with a zero
     * @param name whose, for messages
     * @return the loaded module
     */
    public GpuModule load(byte[] image, String name) {
        assert !lock.isHeldByCurrentThread() : "kernels are loaded before the lock is taken";
        ByteBuffer outside = ByteBuffer.allocateDirect(image.length).put(0, image);
        CUmodule module = new CUmodule();
        makeCurrent("cuModuleLoadDataEx");
        int code = JCudaDriver.cuModuleLoadDataJIT(module, Pointer.to(outside), new JITOptions());
        faults.check(code, "cuModuleLoadDataEx", name);
        return new GpuModule(this, module);
    }

    void own(GpuResource resource) {
        owned.add(resource);
    }

    boolean disown(GpuResource resource) {
        return owned.remove(resource);
    }

    /**
     * Waits for all work on all streams, gives back streams, events, pinned memory and kernels, and lets go of the context.
     * A lost device closes as any other.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (usable()) {
                faults.notice(JCudaDriver.cuCtxSynchronize(), "close");
            }
            owned.forEach(GpuResource::close);
            closed = true;
            JCudaDriver.cuDevicePrimaryCtxRelease(device);
        } finally {
            lock.unlock();
        }
    }
}
