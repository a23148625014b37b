package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.RawMemory;

/** A segment of its own for each tensor, so that a device which watches its segments sees every access beyond one. */
final class ExactMemory extends DeviceMemory {
    private final RawMemory raw;

    ExactMemory(RawMemory raw) {
        this.raw = raw;
    }

    @Override
    Grant take(DType dtype, long count) {
        long bytes = Math.multiplyExact(count, dtype.byteSize());
        if (bytes == 0) {
            return new Grant(raw.buffer(0, dtype, count), null, 0);
        }
        checkLimit(bytes);
        long address = raw.allocate(bytes);
        Block block = new Block(new Block.Segment(address, bytes, false), address, bytes);
        return new Grant(raw.buffer(address, dtype, count), block, bytes);
    }

    @Override
    void give(Grant grant) {
        if (grant.place() instanceof Block block) {
            raw.free(block.address, grant.bytes());
        }
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
