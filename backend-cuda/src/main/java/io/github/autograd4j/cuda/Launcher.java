package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.spi.Scratch;

/**
 * What every family of kernels needs: the device, its kernels, and one way to launch:
 *
 * <pre>{@code
 * GpuFunction function = …;                  // looked up, and compiled if need be, before the lock is taken
 * LaunchArguments arguments = launcher.begin();
 * try {
 *     arguments.int64(CudaBuffer.address(x)).int32(n);
 *     launcher.launch("copy", function, blocks, threads);
 * } finally {
 *     launcher.end();
 * }
 * }</pre>
 */
final class Launcher {
    private static final Scratch.Loan NOTHING = new Scratch.Loan() {
        @Override
        public long address() {
            return 0;
        }

        @Override
        public void close() {}
    };

    private final Gpu gpu;
    private final KernelCache kernels;
    private Scratch scratch;

    Launcher(Gpu gpu, KernelCache kernels) {
        this.gpu = gpu;
        this.kernels = kernels;
    }

    Gpu gpu() {
        return gpu;
    }

    KernelCache kernels() {
        return kernels;
    }

    /** See {@link io.github.autograd4j.spi.Backend#lend}. */
    void lend(Scratch source) {
        scratch = source;
    }

    /** See {@link Scratch#borrow}; while the device's lock is not held. */
    Scratch.Loan borrow(String op, long bytes) {
        return bytes == 0 ? NOTHING : scratch.borrow(op, bytes);
    }

    /** Takes the device's lock and begins the arguments of a launch; {@link #end} must follow in a finally block. */
    LaunchArguments begin() {
        gpu.enter();
        return gpu.arguments().clear();
    }

    /** Gives the lock back. */
    void end() {
        gpu.exit();
    }

    /** Enqueues a kernel of one-dimensional blocks. */
    void launch(String op, GpuFunction function, int blocks, int threads) {
        gpu.stream().launch(op, function, blocks, 1, 1, threads, 1, 0);
    }

    /** Blocks for so many work items in a grid-stride loop: no more than keep the device busy. */
    int blocks(long items, int threads) {
        long wanted = (items + threads - 1) / threads;
        return (int) Math.min(wanted, 32L * gpu.properties().multiprocessors());
    }
}
