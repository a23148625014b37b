package io.github.autograd4j.internal;

import io.github.autograd4j.DType;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.spi.MemoryStats;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what holds the memory of a device. */
final class MemoryReport {
    private static final int LINES = 5;

    private record Holding(String origin, long bytes, long storages) {
        Holding plus(long more) {
            return new Holding(origin, bytes + more, storages + 1);
        }
    }

    private MemoryReport() {}

    /** The exception for memory that could not be had although garbage and cache were given up. */
    static OutOfDeviceMemoryException exhausted(
            DeviceRuntime runtime, String origin, DType dtype, long count, OutOfDeviceMemoryException cause) {
        return new OutOfDeviceMemoryException(
                origin + ": out of memory on " + runtime.device() + ": " + dtype + " x " + count + ", "
                        + MemoryStats.size(count * dtype.byteSize()) + ", wanted ("
                        + runtime.memoryStats() + "; held by " + holders(runtime.garbage())
                        + "; use a Scope for each step, smaller batches, or close tensors): "
                        + cause.getMessage(),
                cause);
    }

    /** The operations whose results hold most. */
    private static String holders(Garbage garbage) {
        Set<Storage> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<String, Holding> byOrigin = new HashMap<>();
        for (Lease lease : garbage.leases()) {
            Storage storage = lease.storage();
            if (seen.add(storage)) {
                byOrigin.merge(
                        storage.origin(),
                        new Holding(storage.origin(), storage.bytes(), 1),
                        (before, one) -> before.plus(one.bytes()));
            }
        }
        String list = byOrigin.values().stream()
                .sorted((a, b) -> Long.compare(b.bytes(), a.bytes()))
                .limit(LINES)
                .map(h -> h.origin() + " " + MemoryStats.size(h.bytes()) + " in " + h.storages())
                .collect(Collectors.joining(", "));
        return list.isEmpty() ? "nothing" : list;
    }
}
