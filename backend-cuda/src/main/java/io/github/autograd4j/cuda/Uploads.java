package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuStream;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;

/**
 * Copies arrays to a device through a ring of pinned chunks, so that neither the array nor the caller has to wait for the
 * device: a chunk is filled by one copy after the other and used again once the last of them is done.
 */
final class Uploads {
    private static final int CHUNKS = 4;

    private final Gpu gpu;
    private final GpuStream stream;
    private final HostChunk[] ring = new HostChunk[CHUNKS];
    private int current;
    private int used;

    Uploads(Gpu gpu, GpuStream stream) {
        this.gpu = gpu;
        this.stream = stream;
    }

    synchronized void copy(HostArray source, View target) {
        int size = source.dtype().byteSize();
        long to = CudaBuffer.address(target);
        for (int first = 0; first < source.length(); ) {
            HostChunk chunk = chunkWithRoom(Math.min(source.length() - first, HostChunk.SIZE / size) * size);
            int count = Math.min(source.length() - first, (HostChunk.SIZE - used) / size);
            chunk.write(used, source, first, count);
            gpu.enter();
            try {
                stream.copyIn(to + (long) first * size, chunk.address() + used, (long) count * size, "upload");
            } finally {
                gpu.exit();
            }
            used += count * size + 7 & -8;
            first += count;
        }
    }

    /** The current chunk if it has room for so much, else the next one, once it is free. */
    private HostChunk chunkWithRoom(int bytes) {
        if (ring[current] == null) {
            ring[current] = new HostChunk(gpu);
        } else if (used + bytes > HostChunk.SIZE) {
            gpu.enter();
            try {
                stream.record(ring[current].done);
            } finally {
                gpu.exit();
            }
            current = (current + 1) % CHUNKS;
            used = 0;
            if (ring[current] == null) {
                ring[current] = new HostChunk(gpu);
            } else {
                ring[current].done.await("upload");
            }
        }
        return ring[current];
    }
}
