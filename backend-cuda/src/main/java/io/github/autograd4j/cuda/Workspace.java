package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;

/**
 * Memory for what a kernel needs beside its operands. Kernels of one stream follow each other, so all share one piece,
 * which grows; its contents are lost with the next call. Used under one lock.
 */
final class Workspace implements AutoCloseable {
    private static final long STEP = 1 << 20;

    private final Gpu gpu;
    private long address;
    private long size;

    Workspace(Gpu gpu) {
        this.gpu = gpu;
    }

    /**
     * Returns memory for the kernels that are enqueued before that lock is given back.
     *
     * @param bytes how much
     * @return its address, a multiple of 256
     */
    long take(long bytes) {
        if (bytes > size) {
            long wanted = Math.max((bytes + STEP - 1) / STEP * STEP, 2 * size);
            close();
            address = gpu.allocate(wanted);
            size = wanted;
        }
        return address;
    }

    /** Gives the memory back, after all work that was enqueued. */
    @Override
    public void close() {
        if (size > 0) {
            size = 0;
            gpu.free(address);
        }
    }
}
