package io.github.autograd4j.testing;

import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.DeviceProvider;

/**
 * The device of type {@code reference}: naive loops that compute in float64, or exactly for integers, and round once
 * when they store. It is the oracle of the conformance suite. Its memory is managed, so that what is not freed, freed
 * twice or used after it was freed is noticed; fresh memory holds garbage. The static methods look at that memory and
 * make it fail.
 */
public final class ReferenceDevice implements DeviceProvider {
    private static final ReferenceMemory MEMORY = new ReferenceMemory();

    /** Creates the provider; {@link java.util.ServiceLoader} does. */
    public ReferenceDevice() {}

    @Override
    public String type() {
        return "reference";
    }

    @Override
    public int priority() {
        return -10;
    }

    @Override
    public Availability probe() {
        return Availability.available(1);
    }

    @Override
    public Backend open(int ordinal) {
        return new ReferenceBackend(MEMORY);
    }

    /**
     * What the memory holds and has held.
     *
     * @param liveBuffers buffers allocated and not freed
     * @param liveBytes their size
     * @param allocations all allocations so far
     * @param peakBytes the most bytes that were live at a time
     */
    public record Stats(long liveBuffers, long liveBytes, long allocations, long peakBytes) {}

    /**
     * Returns what the memory holds now.
     *
     * @return the counts
     */
    public static Stats stats() {
        return MEMORY.stats();
    }

    /**
     * Makes an allocation fail with {@link io.github.autograd4j.OutOfDeviceMemoryException}.
     *
     * @param n which one from now on; 1 is the next
     */
    public static void failAllocation(long n) {
        failAllocations(n, 1);
    }

    /**
     * Makes allocations fail in a row, for callers that try again.
     *
     * @param n the first one that fails, from now on; 1 is the next
     * @param count how many fail; 0 takes an order back
     */
    public static void failAllocations(long n, long count) {
        MEMORY.failAllocations(n, count);
    }

    /**
     * Bounds the memory.
     *
     * @param bytes the most bytes that may be live, or −1 for no bound
     */
    public static void limit(long bytes) {
        MEMORY.limit(bytes);
    }

    /**
     * Says whether each allocation is to remember where it happened, for {@link #report}.
     *
     * @param on true to remember from now on; slow
     */
    public static void recordSites(boolean on) {
        MEMORY.recordSites(on);
    }

    /**
     * Lists the live buffers, those of one allocation site together, largest first.
     *
     * @return a line for each site, with its stack if sites were recorded
     */
    public static String report() {
        return MEMORY.report();
    }
}
