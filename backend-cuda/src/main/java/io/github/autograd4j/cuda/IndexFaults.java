package io.github.autograd4j.cuda;

import io.github.autograd4j.IndexException;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.PinnedMemory;
import java.nio.ByteBuffer;

/**
 * Where kernels leave an index out of range: memory of the host that the device writes to ({@code fault.cuh}), looked at
 * whenever the host has waited for the device.
 */
final class IndexFaults {
    private static final int SIZE = 8;
    private static final int RAISED = 16;
    private static final int BYTES = 24;

    private final PinnedMemory memory;

    IndexFaults(Gpu gpu) {
        memory = new PinnedMemory(gpu, BYTES);
        memory.bytes().putInt(RAISED, 0);
    }

    long address() {
        return memory.address();
    }

    /** Throws if a kernel that is done had an index out of range; once for each time. */
    void check() {
        ByteBuffer bytes = memory.bytes();
        if (bytes.getInt(RAISED) != 0) {
            bytes.putInt(RAISED, 0);
            throw new IndexException("index " + bytes.getLong(0) + " is out of range for an axis of size "
                    + bytes.getLong(SIZE) + " (in an operation before; results since then do not count)");
        }
    }
}
