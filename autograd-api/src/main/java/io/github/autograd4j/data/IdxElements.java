package io.github.autograd4j.data;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.HostArray;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.file.Path;

/** The element types of IDX files. */
enum IdxElements {
    UNSIGNED_BYTE(8, 1, DType.UINT8),
    SIGNED_BYTE(9, 1, DType.INT32),
    SHORT(11, 2, DType.INT32),
    INT(12, 4, DType.INT32),
    FLOAT(13, 4, DType.FLOAT32),
    DOUBLE(14, 8, DType.FLOAT64);

    /** Elements for which memory is taken before any of them has arrived. */
    private static final int FIRST = 1 << 20;

    private final int code;
    private final int byteSize;
    private final DType dtype;

    IdxElements(int code, int byteSize, DType dtype) {
        this.code = code;
        this.byteSize = byteSize;
        this.dtype = dtype;
    }

    /** The type of a code, or null. */
    static IdxElements of(int code) {
        for (IdxElements type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    int byteSize() {
        return byteSize;
    }

    /** Reads elements; the array grows with what arrives, so that a promise alone takes no memory. */
    HostArray read(Path file, InputStream in, int count) throws IOException {
        byte[] chunk = new byte[1 << 16];
        Object array = HostArray.allocate(dtype, Math.min(count, FIRST)).array();
        int done = 0;
        while (done < count) {
            int wanted = Math.min(count - done, chunk.length / byteSize);
            int got = in.readNBytes(chunk, 0, wanted * byteSize);
            if (got < wanted * byteSize) {
                throw new EOFException(file + ": truncated: expected " + (long) count * byteSize
                        + " bytes of elements, found " + ((long) done * byteSize + got));
            }
            if (Array.getLength(array) < done + wanted) {
                array = grown(array, (int) Math.min(count, Math.max(done + wanted, 2L * done)));
            }
            decode(chunk, array, done, wanted);
            done += wanted;
        }
        return new HostArray(dtype, array, 0, count);
    }

    private static Object grown(Object array, int length) {
        Object larger = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, larger, 0, Array.getLength(array));
        return larger;
    }

    private void decode(byte[] from, Object to, int at, int count) {
        for (int i = 0; i < count; i++) {
            long bits = bigEndian(from, i * byteSize, byteSize);
            switch (this) {
                case UNSIGNED_BYTE -> ((byte[]) to)[at + i] = (byte) bits;
                case SIGNED_BYTE -> ((int[]) to)[at + i] = (byte) bits;
                case SHORT -> ((int[]) to)[at + i] = (short) bits;
                case INT -> ((int[]) to)[at + i] = (int) bits;
                case FLOAT -> ((float[]) to)[at + i] = Float.intBitsToFloat((int) bits);
                case DOUBLE -> ((double[]) to)[at + i] = Double.longBitsToDouble(bits);
            }
        }
    }

    static long bigEndian(byte[] bytes, int offset, int length) {
        long bits = 0;
        for (int i = 0; i < length; i++) {
            bits = bits << 8 | bytes[offset + i] & 0xFF;
        }
        return bits;
    }

    static byte[] bytes(Path file, InputStream in, int count, String what) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException(
                    file + ": truncated: expected " + count + " bytes for " + what + ", found " + bytes.length);
        }
        return bytes;
    }
}
