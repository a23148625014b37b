package io.github.autograd4j.io;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.Backend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a safetensors file says of itself: a line for each tensor, and free text. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";

    /** One tensor: its elements lie from begin to end after the header. */
    record Entry(String name, DType dtype, long[] dims, long begin, long end) {}

    /** The types in the order in which the reference implementation writes them. */
    private static final Map<String, DType> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("I64", DType.INT64);
        TYPES.put("F64", DType.FLOAT64);
        TYPES.put("F32", DType.FLOAT32);
        TYPES.put("I32", DType.INT32);
        TYPES.put("BF16", DType.BFLOAT16);
        TYPES.put("F16", DType.FLOAT16);
        TYPES.put("U8", DType.UINT8);
        TYPES.put("BOOL", DType.BOOL);
    }

    /** Orders types as files do, the widest first. */
    static int rank(DType dtype) {
        return List.copyOf(TYPES.values()).indexOf(dtype);
    }

    /**
     * Reads a header.
     *
     * @param text the JSON
     * @param dataLength the bytes that follow it
     */
    static SafetensorsHeader parse(String text, long dataLength) throws IOException {
        if (!text.startsWith("{")) {
            throw new IOException("header: does not begin with '{'");
        }
        JsonCursor in = new JsonCursor(text);
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = null;
        in.expect('{');
        if (!in.accept('}')) {
            do {
                String name = in.string();
                if (entries.containsKey(name) || name.equals(METADATA) && metadata != null) {
                    throw new IOException("header: '" + name + "' appears twice");
                }
                in.expect(':');
                if (name.equals(METADATA)) {
                    metadata = metadata(in);
                } else {
                    entries.put(name, entry(name, in));
                }
            } while (in.accept(','));
            in.expect('}');
        }
        in.expectEnd();
        List<Entry> list = List.copyOf(entries.values());
        checkLayout(list, dataLength);
        return new SafetensorsHeader(list, metadata == null ? Map.of() : metadata);
    }

    private static Map<String, String> metadata(JsonCursor in) throws IOException {
        Map<String, String> result = new LinkedHashMap<>();
        in.expect('{');
        if (!in.accept('}')) {
            do {
                String key = in.string();
                in.expect(':');
                if (result.put(key, in.string()) != null) {
                    throw new IOException("header: '" + key + "' appears twice in the metadata");
                }
            } while (in.accept(','));
            in.expect('}');
        }
        return result;
    }

    private static Entry entry(String name, JsonCursor in) throws IOException {
        String type = null;
        long[] dims = null;
        long[] offsets = null;
        in.expect('{');
        do {
            String key = in.string();
            in.expect(':');
            if (key.equals("dtype") && type == null) {
                type = in.string();
            } else if (key.equals("shape") && dims == null) {
                dims = counts(in);
            } else if (key.equals("data_offsets") && offsets == null) {
                offsets = counts(in);
            } else {
                throw new IOException("header: '" + name + "': unexpected or repeated '" + key + "'");
            }
        } while (in.accept(','));
        in.expect('}');
        if (type == null || dims == null || offsets == null || offsets.length != 2) {
            throw new IOException("header: '" + name + "': expected dtype, shape and two data_offsets");
        }
        DType dtype = TYPES.get(type);
        if (dtype == null) {
            throw new IOException(
                    "header: '" + name + "': type " + type + " is not one of " + String.join(", ", TYPES.keySet()));
        }
        if (dims.length > Backend.MAX_RANK) {
            throw new IOException("header: '" + name + "': rank " + dims.length + " exceeds " + Backend.MAX_RANK);
        }
        return new Entry(name, dtype, dims, offsets[0], offsets[1]);
    }

    private static long[] counts(JsonCursor in) throws IOException {
        List<Long> result = new ArrayList<>();
        in.expect('[');
        if (!in.accept(']')) {
            do {
                result.add(in.count());
            } while (in.accept(','));
            in.expect(']');
        }
        return result.stream().mapToLong(Long::longValue).toArray();
    }

    /** Checks that each tensor has the bytes of its shape, and that together they cover the data without a hole. */
    private static void checkLayout(List<Entry> entries, long dataLength) throws IOException {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long covered = 0;
        for (Entry entry : sorted) {
            String where = "header: '" + entry.name + "': ";
            if (entry.begin > entry.end || entry.end > dataLength) {
                throw new IOException(where + "bytes " + entry.begin + " to " + entry.end + " are not in the "
                        + dataLength + " bytes of data");
            }
            long count = Elements.count(entry.dims, entry.dtype.byteSize());
            if (count < 0 || count * entry.dtype.byteSize() != entry.end - entry.begin) {
                throw new IOException(where + entry.dtype + Arrays.toString(entry.dims) + " does not take the "
                        + (entry.end - entry.begin) + " bytes from " + entry.begin + " to " + entry.end);
            }
            if (count > Elements.MAX_COUNT) {
                throw new IOException(where + count + " elements do not fit into a Java array");
            }
            if (entry.begin != covered) {
                throw new IOException(
                        where + "begins at " + entry.begin + ", but what is before it ends at " + covered);
            }
            covered = entry.end;
        }
        if (covered != dataLength) {
            throw new IOException("header: " + (dataLength - covered) + " bytes after the last tensor");
        }
    }

    /** The JSON of this header, without the blanks that align the data. */
    String text() {
        StringBuilder text = new StringBuilder("{");
        if (!metadata.isEmpty()) {
            text.append('"').append(METADATA).append("\":{");
            metadata.forEach((key, value) -> {
                JsonCursor.quote(key, text);
                text.append(':');
                JsonCursor.quote(value, text);
                text.append(',');
            });
            text.setCharAt(text.length() - 1, '}');
            text.append(',');
        }
        for (Entry entry : entries) {
            JsonCursor.quote(entry.name, text);
            String type = List.copyOf(TYPES.keySet()).get(rank(entry.dtype));
            text.append(":{\"dtype\":\"").append(type).append("\",\"shape\":");
            text.append(Arrays.toString(entry.dims).replace(" ", ""));
            text.append(",\"data_offsets\":[")
                    .append(entry.begin)
                    .append(',')
                    .append(entry.end)
                    .append("]},");
        }
        if (text.length() > 1) {
            text.setLength(text.length() - 1);
        }
        return text.append('}').toString();
    }
}
