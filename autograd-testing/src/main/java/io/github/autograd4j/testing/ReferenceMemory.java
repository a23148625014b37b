package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The books of the reference device's memory. */
final class ReferenceMemory {
    private final Set<ReferenceBuffer> live = Collections.newSetFromMap(new IdentityHashMap<>());
    private long liveBytes;
    private long peakBytes;
    private long allocations;
    private long limit = -1;
    private long failFrom;
    private long failTo;
    private boolean sites;

    synchronized ReferenceBuffer allocate(DType dtype, long count) {
        long bytes = count * dtype.byteSize();
        allocations++;
        if (allocations >= failFrom && allocations < failTo) {
            throw new OutOfDeviceMemoryException(
                    "reference: this allocation was told to fail: " + dtype + " x " + count);
        }
        if (limit >= 0 && liveBytes + bytes > limit) {
            throw new OutOfDeviceMemoryException("reference: out of memory: " + dtype + " x " + count + " wanted, "
                    + liveBytes + " of " + limit + " bytes are in use");
        }
        ReferenceBuffer buffer = new ReferenceBuffer(dtype, count, sites ? new Throwable("allocated") : null);
        live.add(buffer);
        liveBytes += bytes;
        peakBytes = Math.max(peakBytes, liveBytes);
        return buffer;
    }

    synchronized void free(ReferenceBuffer buffer) {
        buffer.free();
        if (!live.remove(buffer)) {
            throw new DeviceException("reference: memory of another device is freed: " + buffer);
        }
        liveBytes -= buffer.bytes();
    }

    synchronized void freeAll() {
        live.forEach(ReferenceBuffer::free);
        live.clear();
        liveBytes = 0;
    }

    synchronized ReferenceDevice.Stats stats() {
        return new ReferenceDevice.Stats(live.size(), liveBytes, allocations, peakBytes);
    }

    synchronized void failAllocations(long n, long count) {
        failFrom = allocations + n;
        failTo = failFrom + count;
    }

    synchronized void limit(long bytes) {
        limit = bytes;
    }

    synchronized void recordSites(boolean on) {
        sites = on;
    }

    synchronized String report() {
        Map<String, List<ReferenceBuffer>> bySite = new TreeMap<>();
        for (ReferenceBuffer buffer : live) {
            bySite.computeIfAbsent(site(buffer), s -> new ArrayList<>()).add(buffer);
        }
        StringBuilder report = new StringBuilder(live.size() + " buffers, " + liveBytes + " bytes are live");
        bySite.entrySet().stream()
                .sorted((a, b) -> Long.compare(bytes(b.getValue()), bytes(a.getValue())))
                .forEach(e -> report.append("\n" + bytes(e.getValue()) + " bytes in "
                        + e.getValue().size() + ": " + e.getValue().get(0) + e.getKey()));
        return report.toString();
    }

    private static long bytes(List<ReferenceBuffer> buffers) {
        return buffers.stream().mapToLong(ReferenceBuffer::bytes).sum();
    }

    private static String site(ReferenceBuffer buffer) {
        if (buffer.site == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : buffer.site.getStackTrace()) {
            if (!frame.getClassName().equals(ReferenceMemory.class.getName())
                    && !frame.getClassName().equals(ReferenceBackend.class.getName())) {
                text.append("\n    at ").append(frame);
            }
        }
        return text.toString();
    }
}
