package io.github.autograd4j.spi;

import io.github.autograd4j.DType;

/**
 * Memory of a device as addresses. A backend that offers it leaves caching to the core: the core takes segments, carves
 * them into blocks, joins and reuses them, and gives segments back only when memory runs short or is trimmed.
 *
 * <p>A block that was given back may be handed out again at once, while work that was ordered before still uses it: that
 * is sound because calls of a {@link Backend} take effect in their order. Work that a backend runs beside that order
 * ({@link Backend#uploadBeside}) has to be joined with it before the block is given back; the core sees to that.
 *
 * <p>Called from several threads, but never at the same time, and never by a thread of the garbage collector or a
 * cleaner.
 */
public interface RawMemory {
    /** Blocks start at multiples of this many bytes from the start of their segment, and segments at multiples of it. */
    int ALIGNMENT = 512;

    /**
     * Takes a segment from the device. May wait.
     *
     * @param bytes its size, a multiple of {@link #ALIGNMENT}; without caching, the exact size of one tensor
     * @return its address, a multiple of {@link #ALIGNMENT} and not 0
     * @throws io.github.autograd4j.OutOfDeviceMemoryException if there is not enough
     */
    long allocate(long bytes);

    /**
     * Gives a segment back to the device. Work that was ordered before may still use it: wait for it, or order the
     * release after it.
     *
     * @param address what {@link #allocate} returned
     * @param bytes its size
     */
    void free(long address, long bytes);

    /**
     * Makes the object that stands for a block in {@linkplain View views}. It holds nothing that would have to be freed.
     *
     * @param address where the block begins; 0 for one of no elements, which no kernel sees
     * @param dtype the element type
     * @param count the number of elements
     * @return the buffer
     */
    Buffer buffer(long address, DType dtype, long count);
}
