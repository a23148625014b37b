package io.github.autograd4j.io;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HostArray;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** Elements as bytes, a piece at a time. */
final class Elements {
    private static final int CHUNK = 1 << 16;

    private Elements() {}

    /** The elements a Java array can hold. */
    static final int MAX_COUNT = Integer.MAX_VALUE - 8;

    static void write(HostArray source, WritableByteChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int size = source.dtype().byteSize();
        for (int done = 0; done < source.length(); ) {
            int count = Math.min(source.length() - done, CHUNK / size);
            buffer.clear().limit(count * size);
            put(source.array(), source.offset() + done, count, buffer);
            writeFully(buffer.rewind(), to);
            done += count;
        }
    }

    static void writeFully(ByteBuffer buffer, WritableByteChannel to) throws IOException {
        while (buffer.hasRemaining()) {
            to.write(buffer);
        }
    }

    private static void put(Object array, int at, int count, ByteBuffer to) {
        if (array instanceof float[] floats) {
            to.asFloatBuffer().put(floats, at, count);
        } else if (array instanceof double[] doubles) {
            to.asDoubleBuffer().put(doubles, at, count);
        } else if (array instanceof int[] ints) {
            to.asIntBuffer().put(ints, at, count);
        } else if (array instanceof long[] longs) {
            to.asLongBuffer().put(longs, at, count);
        } else if (array instanceof short[] halves) {
            to.asShortBuffer().put(halves, at, count);
        } else {
            to.put((byte[]) array, at, count);
        }
    }

    /** Reads elements; the caller has made sure that the file is large enough to hold them. */
    static HostArray read(ReadableByteChannel from, DType dtype, int length, ByteOrder order) throws IOException {
        HostArray target = HostArray.allocate(dtype, length);
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(order);
        int size = dtype.byteSize();
        for (int done = 0; done < length; ) {
            int count = Math.min(length - done, CHUNK / size);
            buffer.clear().limit(count * size);
            readFully(buffer, from);
            get(buffer.rewind(), target.array(), done, count);
            done += count;
        }
        if (dtype == DType.BOOL) {
            byte[] flags = (byte[]) target.array();
            for (int i = 0; i < flags.length; i++) {
                flags[i] = (byte) (flags[i] == 0 ? 0 : 1);
            }
        }
        return target;
    }

    static void readFully(ByteBuffer buffer, ReadableByteChannel from) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException("truncated: " + buffer.remaining() + " bytes are missing");
            }
        }
    }

    private static void get(ByteBuffer from, Object array, int at, int count) {
        if (array instanceof float[] floats) {
            from.asFloatBuffer().get(floats, at, count);
        } else if (array instanceof double[] doubles) {
            from.asDoubleBuffer().get(doubles, at, count);
        } else if (array instanceof int[] ints) {
            from.asIntBuffer().get(ints, at, count);
        } else if (array instanceof long[] longs) {
            from.asLongBuffer().get(longs, at, count);
        } else if (array instanceof short[] halves) {
            from.asShortBuffer().get(halves, at, count);
        } else {
            from.get((byte[]) array, at, count);
        }
    }

    /** The number of elements of a shape from a file, or −1 if that or their bytes are too many to count. */
    static long count(long[] dims, int byteSize) {
        long count = 1;
        boolean empty = false;
        for (long dim : dims) {
            empty |= dim == 0;
            if (dim > 0 && count > Long.MAX_VALUE / byteSize / dim) {
                return -1;
            }
            count *= Math.max(dim, 1);
        }
        return empty ? 0 : count;
    }
}
