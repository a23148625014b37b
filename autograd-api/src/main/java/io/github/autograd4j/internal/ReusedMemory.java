package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.Buffer;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Memory of a device that leaves it to the garbage collector, kept for the next tensor of the same type and size: a
 * training step asks for the same again and again, and a new array costs more than most kernels, since it is cleared
 * first and the pages under it may not be there yet. What is kept gives way when the heap runs short, and the longest
 * unused goes when it is more than a quarter of the heap.
 */
final class ReusedMemory extends DeviceMemory {
    /** Fewer bytes are not worth keeping. */
    static final long SMALLEST = 1 << 15;

    private static final long MOST = Runtime.getRuntime().maxMemory() / 4;

    private final Backend backend;
    private SoftReference<Shelves> shelves = new SoftReference<>(new Shelves());

    ReusedMemory(Backend backend) {
        this.backend = backend;
    }

    private record Size(DType dtype, long count) {}

    /** What is kept; the sizes in the order of their last use. */
    private static final class Shelves {
        final Map<Size, ArrayDeque<Grant>> bySize = new LinkedHashMap<>(16, 0.75f, true);
        long bytes;
    }

    @Override
    Grant take(DType dtype, long count) {
        Shelves kept = shelves.get();
        ArrayDeque<Grant> shelf = kept == null ? null : kept.bySize.get(new Size(dtype, count));
        Grant grant = shelf == null ? null : shelf.pollLast();
        if (grant != null) {
            kept.bytes -= grant.bytes();
            if (shelf.isEmpty()) {
                kept.bySize.remove(grant.place());
            }
            return grant;
        }
        Buffer buffer = backend.allocate(dtype, count);
        return new Grant(buffer, new Size(dtype, count), buffer.bytes());
    }

    @Override
    void give(Grant grant) {
        Shelves kept = shelves.get();
        if (kept == null) {
            kept = new Shelves();
            shelves = new SoftReference<>(kept);
        }
        kept.bySize
                .computeIfAbsent((Size) grant.place(), size -> new ArrayDeque<>())
                .add(grant);
        kept.bytes += grant.bytes();
        Iterator<ArrayDeque<Grant>> oldest = kept.bySize.values().iterator();
        while (kept.bytes > MOST) {
            for (Grant old : oldest.next()) {
                kept.bytes -= old.bytes();
            }
            oldest.remove();
        }
    }

    @Override
    long cached() {
        Shelves kept = shelves.get();
        return kept == null ? 0 : kept.bytes;
    }

    @Override
    void trim() {
        shelves = new SoftReference<>(new Shelves());
    }
}
