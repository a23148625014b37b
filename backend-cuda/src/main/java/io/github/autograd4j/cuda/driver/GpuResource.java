package io.github.autograd4j.cuda.driver;

/** Something of the driver's that belongs to a device: given back when it is closed, or else with the device. */
abstract class GpuResource implements AutoCloseable {
    final Gpu gpu;

    GpuResource(Gpu gpu) {
        this.gpu = gpu;
    }

    /** Gives it back, whatever the driver answers. The context is current. */
    abstract void release();

    /** Gives it back, once; of a lost or closed device nothing is left to be given. */
    @Override
    public final void close() {
        if (gpu.disown(this) && gpu.usable()) {
            release();
        }
    }
}
