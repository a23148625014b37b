package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.Buffer;
import io.github.autograd4j.spi.View;

/**
 * A piece of a GPU's memory.
 *
 * @param address where it begins; 0 if it is empty
 * @param bytes its size
 */
record CudaBuffer(long address, long bytes) implements Buffer {
    /** The address of a view's first element. */
    static long address(View view) {
        return ((CudaBuffer) view.buffer()).address
                + view.offset() * view.dtype().byteSize();
    }
}
