package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuEvent;
import io.github.autograd4j.spi.View;

/** Copies between GPUs, ordered after the work of both and before what either does next. */
final class PeerCopy {
    private PeerCopy() {}

    static void run(Gpu from, View source, Gpu to, View target) {
        long bytes = target.numel() * target.dtype().byteSize();
        try (GpuEvent ready = new GpuEvent(from, false);
                GpuEvent done = new GpuEvent(to, false)) {
            record(from, ready);
            to.enter();
            try {
                to.stream().waitFor(ready);
                to.stream().copyFrom(CudaBuffer.address(target), from, CudaBuffer.address(source), bytes, "copy");
                to.stream().record(done);
            } finally {
                to.exit();
            }
            // The source's memory may be reused by its own device only after the copy.
            from.enter();
            try {
                from.stream().waitFor(done);
            } finally {
                from.exit();
            }
        }
    }

    private static void record(Gpu gpu, GpuEvent event) {
        gpu.enter();
        try {
            gpu.stream().record(event);
        } finally {
            gpu.exit();
        }
    }
}
