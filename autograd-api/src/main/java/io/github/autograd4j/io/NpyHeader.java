package io.github.autograd4j.io;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.spi.Backend;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What an NPY file says of itself. */
record NpyHeader(DType dtype, ByteOrder order, boolean fortranOrder, long[] dims) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself writes longer headers only for structured types. */
    private static final int MAX_LENGTH = 1 << 16;

    private static final Map<String, DType> TYPES = Map.of(
            "f2", DType.FLOAT16,
            "f4", DType.FLOAT32,
            "f8", DType.FLOAT64,
            "i4", DType.INT32,
            "i8", DType.INT64,
            "u1", DType.UINT8,
            "b1", DType.BOOL);

    /** An entry of the Python dictionary: a key, and a string, a truth value or a tuple of numbers. */
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*(['\"])(\\w+)\\1\\s*:\\s*(?:(['\"])([^'\"]*)\\3|(True|False)|\\(([\\d\\s,]*)\\))\\s*(,|(?=\\}))");

    static NpyHeader read(ReadableByteChannel in) throws IOException {
        ByteBuffer start = bytes(in, 8);
        for (int i = 0; i < MAGIC.length; i++) {
            if (start.get(i) != MAGIC[i]) {
                throw new IOException("not an NPY file");
            }
        }
        int version = start.get(6);
        if (version < 1 || version > 3 || start.get(7) != 0) {
            throw new IOException("version " + version + "." + start.get(7) + " is not one of 1.0, 2.0 and 3.0");
        }
        long length =
                version == 1 ? bytes(in, 2).getShort(0) & 0xFFFFL : bytes(in, 4).getInt(0) & 0xFFFFFFFFL;
        if (length > MAX_LENGTH) {
            throw new IOException("header of " + length + " bytes, more than " + MAX_LENGTH);
        }
        return parse(StandardCharsets.ISO_8859_1.decode(bytes(in, (int) length)).toString());
    }

    private static ByteBuffer bytes(ReadableByteChannel in, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        Elements.readFully(buffer, in);
        return buffer.flip();
    }

    private static NpyHeader parse(String header) throws IOException {
        String text = header.strip();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IOException("header: not a dictionary: " + text);
        }
        String descr = null;
        Boolean fortran = null;
        long[] dims = null;
        Matcher entry = ENTRY.matcher(text).region(1, text.length());
        entry.useTransparentBounds(true);
        int end = 1;
        while (entry.lookingAt()) {
            String key = entry.group(2);
            if (key.equals("descr") && descr == null && entry.group(4) != null) {
                descr = entry.group(4);
            } else if (key.equals("fortran_order") && fortran == null && entry.group(5) != null) {
                fortran = entry.group(5).equals("True");
            } else if (key.equals("shape") && dims == null && entry.group(6) != null) {
                dims = dims(entry.group(6));
            } else {
                throw new IOException("header: unexpected '" + key + "': " + text);
            }
            end = entry.end();
            entry.region(end, text.length());
        }
        if (!text.substring(end).strip().equals("}") || descr == null || fortran == null || dims == null) {
            throw new IOException("header: expected descr (of a plain type), fortran_order and shape: " + text);
        }
        DType dtype = descr.length() == 3 && "<>|".indexOf(descr.charAt(0)) >= 0 ? TYPES.get(descr.substring(1)) : null;
        if (dtype == null || descr.charAt(0) == '|' && dtype.byteSize() > 1) {
            throw new IOException("header: type '" + descr + "' is not one of f2, f4, f8, i4, i8, u1 and b1");
        }
        ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new NpyHeader(dtype, order, fortran, dims);
    }

    /** The numbers between commas; the last comma may be followed by nothing. */
    private static long[] dims(String tuple) throws IOException {
        String[] parts = tuple.isBlank() ? new String[0] : tuple.split(",", -1);
        int rank = parts.length > 0 && parts[parts.length - 1].isBlank() ? parts.length - 1 : parts.length;
        if (rank > Backend.MAX_RANK) {
            throw new IOException("header: rank " + rank + " exceeds " + Backend.MAX_RANK);
        }
        long[] dims = new long[rank];
        for (int i = 0; i < rank; i++) {
            String part = parts[i].strip();
            if (part.isEmpty() || part.length() > 18 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IOException("header: malformed shape: (" + tuple + ")");
            }
            dims[i] = Long.parseLong(part);
        }
        return dims;
    }

    /** The number of elements. */
    int count() throws IOException {
        long count = Elements.count(dims, dtype.byteSize());
        if (count < 0 || count > Elements.MAX_COUNT) {
            throw new IOException("header: more elements than fit into a Java array: " + Arrays.toString(dims));
        }
        return (int) count;
    }

    /** The number of bytes of the elements. */
    long bytes() throws IOException {
        return (long) count() * dtype.byteSize();
    }

    /** The bytes of version 1, padded so that the elements are aligned to 64. */
    ByteBuffer encoded() {
        String code = TYPES.entrySet().stream()
                .filter(e -> e.getValue() == dtype)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        String shape = LongStream.of(dims).mapToObj(Long::toString).collect(Collectors.joining(", "))
                + (dims.length == 1 ? "," : "");
        String text = "{'descr': '" + (dtype.byteSize() == 1 ? "|" : "<") + code
                + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int length = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer buffer = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        buffer.put((text + " ".repeat(length - 1 - text.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        return buffer.flip();
    }

    /** Refuses types that NumPy has not. */
    static void check(Tensor tensor) {
        if (!TYPES.containsValue(tensor.dtype())) {
            throw new DTypeException("npy: NumPy has no " + tensor.dtype() + "; convert with to(DType)");
        }
    }

    static NpyHeader of(Tensor tensor) {
        check(tensor);
        return new NpyHeader(
                tensor.dtype(), ByteOrder.LITTLE_ENDIAN, false, tensor.shape().toArray());
    }
}
