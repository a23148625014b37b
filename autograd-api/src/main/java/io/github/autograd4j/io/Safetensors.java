package io.github.autograd4j.io;

import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Transfers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: tensors by name, exchanged with Python.
 *
 * <pre>{@code
 * Safetensors.write(Path.of("model.safetensors"), model.stateDict());
 * model.loadStateDict(Safetensors.read(Path.of("model.safetensors")));
 * }</pre>
 *
 * <p>A file is the length of its header in 8 bytes, the header in JSON, and the elements, little-endian. As in the
 * <a href="https://github.com/huggingface/safetensors">reference implementation</a> the header has at most {@value
 * #MAX_HEADER} bytes and the tensors cover the rest of the file without hole or overlap. All types of this library are
 * supported, and no others.
 */
public final class Safetensors {
    /** The largest number of bytes of a header. */
    public static final int MAX_HEADER = 100_000_000;

    private Safetensors() {}

    /**
     * Writes tensors.
     *
     * @param file the file, replaced as a whole if it exists
     * @param tensors the tensors by name, on any devices
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        write(file, tensors, Map.of());
    }

    /**
     * Writes tensors and free text.
     *
     * @param file the file, replaced as a whole if it exists
     * @param tensors the tensors by name, on any devices
     * @param metadata text by key
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        List<String> names = new ArrayList<>(tensors.keySet());
        names.sort(Comparator.comparingInt((String name) ->
                        SafetensorsHeader.rank(tensors.get(name).dtype()))
                .thenComparing(Comparator.naturalOrder()));
        List<SafetensorsHeader.Entry> entries = new ArrayList<>();
        long offset = 0;
        for (String name : names) {
            if (name.equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException("safetensors: no tensor can be called " + name);
            }
            Tensor tensor = tensors.get(name);
            long end = offset + tensor.numel() * tensor.dtype().byteSize();
            entries.add(new SafetensorsHeader.Entry(
                    name, tensor.dtype(), tensor.shape().toArray(), offset, end));
            offset = end;
        }
        ByteBuffer header = encoded(new SafetensorsHeader(entries, metadata).text());
        AtomicFile.write(file, channel -> {
            Elements.writeFully(header, channel);
            for (String name : names) {
                Elements.write(Transfers.download(tensors.get(name)), channel);
            }
        });
    }

    /** The length of the header and the header, with blanks so that the elements are aligned. */
    private static ByteBuffer encoded(String text) {
        ByteBuffer json;
        try {
            json = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("safetensors: a name or the metadata has half a surrogate pair", e);
        }
        int length = (json.remaining() + 7) / 8 * 8;
        if (length > MAX_HEADER) {
            throw new IllegalArgumentException(
                    "safetensors: names and metadata take " + length + " bytes, more than " + MAX_HEADER);
        }
        ByteBuffer result = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
        result.putLong(length).put(json);
        while (result.hasRemaining()) {
            result.put((byte) ' ');
        }
        return result.flip();
    }

    /**
     * Reads the tensors to the current device.
     *
     * @param file the file
     * @return the tensors by name, in the order of the header
     * @throws IOException if the file cannot be read or is malformed; says which file and why
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        return read(file, Device.current());
    }

    /**
     * Reads the tensors.
     *
     * @param file the file
     * @param device where to
     * @return the tensors by name, in the order of the header
     * @throws IOException if the file cannot be read or is malformed; says which file and why
     */
    public static Map<String, Tensor> read(Path file, Device device) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            try {
                SafetensorsHeader header = header(channel);
                long start = channel.position();
                Map<String, Tensor> tensors = new LinkedHashMap<>();
                for (SafetensorsHeader.Entry entry : header.entries()) {
                    channel.position(start + entry.begin());
                    int count =
                            (int) ((entry.end() - entry.begin()) / entry.dtype().byteSize());
                    tensors.put(
                            entry.name(),
                            Transfers.upload(
                                    Elements.read(channel, entry.dtype(), count, ByteOrder.LITTLE_ENDIAN),
                                    Shape.of(entry.dims()),
                                    device));
                }
                return tensors;
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reads the free text of a file, and nothing else.
     *
     * @param file the file
     * @return the text by key; empty if there is none
     * @throws IOException if the file cannot be read or its header is malformed; says which file and why
     */
    public static Map<String, String> readMetadata(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            try {
                return header(channel).metadata();
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Reads the header and stays behind it. */
    private static SafetensorsHeader header(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < 8) {
            throw new IOException("not a safetensors file: " + size + " bytes");
        }
        ByteBuffer prefix = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        Elements.readFully(prefix, channel);
        long length = prefix.getLong(0);
        if (length < 0 || length > MAX_HEADER) {
            throw new IOException("header of " + Long.toUnsignedString(length) + " bytes, more than " + MAX_HEADER);
        }
        if (length > size - 8) {
            throw new IOException("header of " + length + " bytes, but the file ends after " + (size - 8));
        }
        ByteBuffer json = ByteBuffer.allocate((int) length);
        Elements.readFully(json, channel);
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(json.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("header: not UTF-8", e);
        }
        return SafetensorsHeader.parse(text, size - 8 - length);
    }
}
