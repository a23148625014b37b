package io.github.autograd4j.cuda.driver;

import jcuda.driver.CUevent;
import jcuda.driver.CUevent_flags;
import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** A point in a stream that the host or another stream can wait for. */
public final class GpuEvent extends GpuResource {
    final CUevent handle = new CUevent();

    /**
     * Creates an event that has not been recorded.
     *
     * @param gpu the device
     * @param timing whether the time between two events is wanted, which costs a little
     */
    public GpuEvent(Gpu gpu, boolean timing) {
        super(gpu);
        gpu.enter();
        try {
            int flags = timing ? CUevent_flags.CU_EVENT_DEFAULT : CUevent_flags.CU_EVENT_DISABLE_TIMING;
            gpu.faults.check(JCudaDriver.cuEventCreate(handle, flags), "cuEventCreate");
            gpu.own(this);
        } finally {
            gpu.exit();
        }
    }

    /**
     * Waits until the device has reached the point recorded last. The device's lock is not held meanwhile.
     *
     * @param op on whose behalf
     */
    public void await(String op) {
        gpu.makeCurrent(op);
        gpu.faults.check(JCudaDriver.cuEventSynchronize(handle), op);
    }

    /**
     * Asks whether the device has reached the point recorded last.
     *
     * @return true if it has
     */
    public boolean reached() {
        gpu.makeCurrent("cuEventQuery");
        int code = JCudaDriver.cuEventQuery(handle);
        if (code == CUresult.CUDA_ERROR_NOT_READY) {
            return false;
        }
        gpu.faults.check(code, "cuEventQuery");
        return true;
    }

    /**
     * Returns the time that the device took from an earlier event to this one; both were reached and measure time.
     *
     * @param start the earlier event
     * @return milliseconds
     */
    public float millisecondsSince(GpuEvent start) {
        gpu.makeCurrent("cuEventElapsedTime");
        float[] time = {0};
        gpu.faults.check(JCudaDriver.cuEventElapsedTime(time, start.handle, handle), "cuEventElapsedTime");
        return time[0];
    }

    @Override
    void release() {
        JCudaDriver.cuEventDestroy(handle);
    }
}
