package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Buffer;

/**
 * The same memory on two devices.
 *
 * @param dtype the type of the elements
 * @param count the number of elements
 * @param first the first device's
 * @param second the second device's
 */
record PairedBuffer(DType dtype, long count, Buffer first, Buffer second) implements Buffer {
    @Override
    public long bytes() {
        return count * dtype.byteSize();
    }
}
