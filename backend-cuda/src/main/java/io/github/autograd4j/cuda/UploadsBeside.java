package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuEvent;
import io.github.autograd4j.cuda.driver.GpuStream;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.PendingUpload;
import io.github.autograd4j.spi.View;

/**
 * Copies arrays to a device on a stream of its own. Two events keep the order that memory needs: a copy begins after the
 * work that was enqueued before it, which may still use what lay in the target's memory, and work that is enqueued after
 * the join begins when the copy is done.
 */
final class UploadsBeside {
    private final Gpu gpu;
    private final GpuStream beside;
    private final GpuEvent before;
    private final Uploads uploads;

    UploadsBeside(Gpu gpu) {
        this.gpu = gpu;
        beside = new GpuStream(gpu);
        before = new GpuEvent(gpu, false);
        uploads = new Uploads(gpu, beside);
    }

    PendingUpload copy(HostArray source, View target) {
        GpuEvent done = new GpuEvent(gpu, false);
        boolean complete = false;
        try {
            order(gpu.stream(), before, beside);
            uploads.copy(source, target);
            record(done);
            complete = true;
        } finally {
            if (!complete) {
                giveUp(done);
            }
        }
        return () -> join(done);
    }

    /** Makes what one stream does next wait for what the other was told to do. */
    private void order(GpuStream first, GpuEvent event, GpuStream second) {
        gpu.enter();
        try {
            first.record(event);
            second.waitFor(event);
        } finally {
            gpu.exit();
        }
    }

    private void record(GpuEvent done) {
        gpu.enter();
        try {
            beside.record(done);
        } finally {
            gpu.exit();
        }
    }

    private void join(GpuEvent done) {
        gpu.enter();
        try {
            gpu.stream().waitFor(done);
            done.close();
        } finally {
            gpu.exit();
        }
    }

    /** A part may be on its way, and the caller will give the target's memory to others. */
    private void giveUp(GpuEvent done) {
        if (gpu.usable()) {
            order(beside, done, gpu.stream());
        }
        done.close();
    }
}
