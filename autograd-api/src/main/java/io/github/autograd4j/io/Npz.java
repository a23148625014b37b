package io.github.autograd4j.io;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** NumPy's NPZ format: arrays by name, each an {@link Npy} file in a ZIP archive, compressed or not. */
public final class Npz {
    private static final String SUFFIX = ".npy";

    /** Deflate cannot compress better, so that a small archive cannot make an array large. */
    private static final long LARGEST_RATIO = 1032;

    private Npz() {}

    /**
     * Writes tensors, uncompressed as {@code numpy.savez} does.
     *
     * @param file the file, replaced as a whole if it exists
     * @param tensors the tensors by name, on any devices
     * @throws IOException if it cannot be written
     * @throws DTypeException if NumPy has not one of the types
     */
    public static void write(Path file, Map<String, Tensor> tensors) throws IOException {
        tensors.values().forEach(NpyHeader::check);
        AtomicFile.write(file, channel -> {
            // Not closed: the channel is still to be forced to the disk.
            OutputStream out = Channels.newOutputStream(channel);
            ZipOutputStream zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
                ZipEntry entry = new ZipEntry(tensor.getKey() + SUFFIX);
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0)); // as NumPy; equal tensors make equal files
                zip.putNextEntry(entry);
                Npy.write(Channels.newChannel(zip), tensor.getValue());
                zip.closeEntry();
            }
            zip.finish();
            zip.flush();
        });
    }

    /**
     * Reads the arrays to the current device.
     *
     * @param file the file
     * @return the tensors by name, in the order of the archive
     * @throws IOException if the file cannot be read or is malformed; says which file and entry and why
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                try (InputStream in = zip.getInputStream(entry)) {
                    if (!name.endsWith(SUFFIX) || entry.isDirectory()) {
                        throw new IOException("not an array: its name does not end in " + SUFFIX);
                    }
                    String key = name.substring(0, name.length() - SUFFIX.length());
                    if (tensors.containsKey(key)) {
                        throw new IOException("appears twice");
                    }
                    tensors.put(key, array(in, entry.getCompressedSize()));
                } catch (IOException e) {
                    throw new IOException(file + ": " + name + ": " + e.getMessage(), e);
                }
            }
        } catch (ZipException e) {
            throw new IOException(file + ": not a ZIP archive: " + e.getMessage(), e);
        }
        return tensors;
    }

    private static Tensor array(InputStream in, long compressed) throws IOException {
        ReadableByteChannel channel = Channels.newChannel(in);
        NpyHeader header = NpyHeader.read(channel);
        long promised = header.bytes();
        if (promised / LARGEST_RATIO > compressed) {
            throw new IOException("the header promises " + promised + " bytes of elements, the archive has "
                    + compressed + " compressed");
        }
        Tensor tensor = Npy.elements(channel, header);
        if (in.read() >= 0) {
            tensor.close();
            throw new IOException("more follows after the " + promised + " bytes of elements that the header promises");
        }
        return tensor;
    }
}
