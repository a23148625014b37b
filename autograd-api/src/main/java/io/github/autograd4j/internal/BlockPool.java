package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.RawMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A caching allocator. Sizes are rounded up to {@value RawMemory#ALIGNMENT} bytes and served from two pools, so that
 * small tensors do not break up large blocks: up to 1 MiB from segments of 2 MiB; up to 10 MiB from segments of 20 MiB;
 * what is larger gets a segment of its own, rounded up to 2 MiB. The smallest free block that is large enough is taken,
 * and split if enough would be left. A block that is given back joins its free neighbours and may be handed out again at
 * once: the work of a device has one order. Free segments go back to the device only when memory runs short or the pool
 * is trimmed.
 */
final class BlockPool extends DeviceMemory {
    private static final long MIB = 1L << 20;
    private static final long SMALL = MIB;
    private static final long SMALL_SEGMENT = 2 * MIB;
    private static final long MEDIUM = 10 * MIB;
    private static final long MEDIUM_SEGMENT = 20 * MIB;
    private static final long LARGE_ROUNDING = 2 * MIB;

    private final RawMemory raw;
    private final TreeSet<Block> smallFree = new TreeSet<>();
    private final TreeSet<Block> largeFree = new TreeSet<>();
    private long cached;

    BlockPool(RawMemory raw) {
        this.raw = raw;
    }

    private static long rounded(long bytes, long unit) {
        return Math.addExact(bytes, unit - 1) / unit * unit;
    }

    private TreeSet<Block> pool(boolean small) {
        return small ? smallFree : largeFree;
    }

    @Override
    Grant take(DType dtype, long count) {
        if (count == 0) {
            return new Grant(raw.buffer(0, dtype, 0), null, 0);
        }
        long bytes = rounded(Math.multiplyExact(count, dtype.byteSize()), RawMemory.ALIGNMENT);
        boolean small = bytes <= SMALL;
        Block block = bestFit(bytes, small);
        if (block == null) {
            block = newSegment(bytes, small);
        }
        split(block, bytes);
        cached -= block.bytes;
        block.free = false;
        return new Grant(raw.buffer(block.address, dtype, count), block, block.bytes);
    }

    private Block bestFit(long bytes, boolean small) {
        TreeSet<Block> pool = pool(small);
        Block block = pool.ceiling(new Block(null, Long.MIN_VALUE, bytes));
        if (block != null) {
            pool.remove(block);
        }
        return block;
    }

    private Block newSegment(long bytes, boolean small) {
        long preferred = small ? SMALL_SEGMENT : bytes <= MEDIUM ? MEDIUM_SEGMENT : rounded(bytes, LARGE_ROUNDING);
        try {
            return segment(preferred, small);
        } catch (OutOfDeviceMemoryException first) {
            trim();
            try {
                return segment(preferred, small);
            } catch (OutOfDeviceMemoryException second) {
                Block large = small ? bestFit(bytes, false) : null;
                return large != null ? large : segment(bytes, small);
            }
        }
    }

    private Block segment(long bytes, boolean small) {
        checkLimit(bytes);
        long address = raw.allocate(bytes);
        cached += bytes;
        Block block = new Block(new Block.Segment(address, bytes, small), address, bytes);
        block.free = true;
        return block;
    }

    /** Cuts off what is not needed, if it is worth keeping. */
    private void split(Block block, long bytes) {
        long rest = block.bytes - bytes;
        if (rest < RawMemory.ALIGNMENT || (!block.segment.small() && rest <= SMALL)) {
            return;
        }
        Block tail = new Block(block.segment, block.address + bytes, rest);
        tail.free = true;
        tail.before = block;
        tail.after = block.after;
        if (tail.after != null) {
            tail.after.before = tail;
        }
        block.after = tail;
        block.bytes = bytes;
        pool(block.segment.small()).add(tail);
    }

    @Override
    void give(Grant grant) {
        Block block = (Block) grant.place();
        if (block == null) {
            return;
        }
        cached += block.bytes;
        TreeSet<Block> pool = pool(block.segment.small());
        block.free = true;
        if (block.after != null && block.after.free) {
            pool.remove(block.after);
            absorb(block, block.after);
        }
        if (block.before != null && block.before.free) {
            pool.remove(block.before);
            block = block.before;
            absorb(block, block.after);
        }
        pool.add(block);
    }

    private static void absorb(Block block, Block next) {
        block.bytes += next.bytes;
        block.after = next.after;
        if (next.after != null) {
            next.after.before = block;
        }
    }

    @Override
    long cached() {
        return cached;
    }

    @Override
    void trim() {
        trim(smallFree);
        trim(largeFree);
    }

    private void trim(TreeSet<Block> pool) {
        List<Block> whole = new ArrayList<>();
        for (Block block : pool) {
            if (block.isWholeSegment()) {
                whole.add(block);
            }
        }
        for (Block block : whole) {
            pool.remove(block);
            cached -= block.bytes;
            raw.free(block.address, block.bytes);
        }
    }
}
