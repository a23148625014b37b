package io.github.autograd4j.spi;

/**
 * Where a backend with {@link RawMemory} borrows what its kernels need besides their operands, for the length of one
 * call. It is memory as tensors have it: counted, bounded, cached, and had by collecting garbage where it is short.
 *
 * <p>Several threads may borrow at the same time, none while it holds a lock that {@link RawMemory} needs. A call that
 * finds no memory fails with what this throws, and may by then have written its outputs, but nothing else.
 */
@FunctionalInterface
public interface Scratch {
    /** A block that was borrowed. */
    interface Loan extends AutoCloseable {
        /**
         * Returns where it begins.
         *
         * @return an address as {@link RawMemory#allocate} gives them; 0 if no bytes were wanted
         */
        long address();

        /** Gives it back, once. Work that was ordered before may still use it. */
        @Override
        void close();
    }

    /**
     * Borrows a block; its contents are arbitrary.
     *
     * @param op on whose behalf, for messages
     * @param bytes how much, possibly nothing
     * @return the block, to be given back when all that uses it is ordered
     * @throws io.github.autograd4j.OutOfDeviceMemoryException if there is not enough
     */
    Loan borrow(String op, long bytes);
}
