package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;

/** Memory of a backend that allocates and frees each buffer itself. */
final class BufferMemory extends DeviceMemory {
    private final Backend backend;

    BufferMemory(Backend backend) {
        this.backend = backend;
    }

    @Override
    Grant take(DType dtype, long count) {
        checkLimit(Math.multiplyExact(count, dtype.byteSize()));
        Buffer buffer = backend.allocate(dtype, count);
        return new Grant(buffer, null, buffer.bytes());
    }

    @Override
    void give(Grant grant) {
        backend.free(grant.buffer());
    }

    @Override
    long cached() {
        return 0;
    }

    @Override
    void trim() {
        // Nothing is kept.
    }
}
