package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;

/** Copies a device's memory to arrays through two pinned chunks: one is read while the other is written. */
final class Downloads {
    private final Gpu gpu;
    private final HostChunk[] chunks = new HostChunk[2];

    Downloads(Gpu gpu) {
        this.gpu = gpu;
    }

    synchronized void copy(View source, HostArray target) {
        int size = target.dtype().byteSize();
        int step = HostChunk.SIZE / size;
        long from = CudaBuffer.address(source);
        int length = target.length();
        int turn = 0;
        int count = Math.min(step, length);
        begin(turn, from, count, size);
        for (int first = 0; first < length; turn ^= 1) {
            int next = first + count; // no more than the length, which may be the largest int
            int following = Math.min(step, length - next);
            if (following > 0) {
                begin(turn ^ 1, from + (long) next * size, following, size);
            }
            chunks[turn].done.await("download");
            chunks[turn].read(target, first, count);
            first = next;
            count = following;
        }
    }

    private void begin(int turn, long from, int count, int size) {
        if (chunks[turn] == null) {
            chunks[turn] = new HostChunk(gpu);
        }
        gpu.enter();
        try {
            gpu.stream().copyOut(chunks[turn].address(), from, (long) count * size, "download");
            gpu.stream().record(chunks[turn].done);
        } finally {
            gpu.exit();
        }
    }
}
