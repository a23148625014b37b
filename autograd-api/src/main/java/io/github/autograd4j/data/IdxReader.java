package io.github.autograd4j.data;

import io.github.autograd4j.Device;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Transfers;
import io.github.autograd4j.spi.HostArray;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads the IDX format of the MNIST files, plain or compressed by gzip.
 *
 * <p>A file has two zero bytes, a type, the number of dimensions, their sizes as big-endian 32-bit integers, and the
 * elements, big-endian, in row-major order. What the header promises is believed only as far as the file can hold it:
 * a plain file must have exactly that size, a compressed one at least 1/{@value #LARGEST_RATIO} of it; no more is read
 * than was promised, and memory is taken as the elements arrive.
 */
public final class IdxReader {
    /** The largest number of elements, which have to fit into one Java array. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    /** The largest number of dimensions. */
    public static final int MAX_RANK = 8;

    /** Deflate cannot compress better. */
    private static final long LARGEST_RATIO = 1032;

    private IdxReader() {}

    /**
     * Reads a file.
     *
     * @param file the file; it is compressed if it begins so, whatever its name
     * @return a tensor on the current device: uint8 for unsigned bytes, int32 for other integers, float32 or float64
     * @throws IOException if the file cannot be read or is malformed; says which file, what was expected and what found
     */
    public static Tensor read(Path file) throws IOException {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            raw.mark(2);
            boolean compressed = raw.read() == 0x1F && raw.read() == 0x8B;
            raw.reset();
            long fileSize = Files.size(file);
            try (InputStream in = compressed ? new GZIPInputStream(raw, 1 << 16) : raw) {
                return read(file, in, fileSize, compressed);
            } catch (ZipException e) {
                throw new IOException(file + ": corrupt gzip data: " + e.getMessage(), e);
            }
        }
    }

    private static Tensor read(Path file, InputStream in, long fileSize, boolean compressed) throws IOException {
        byte[] magic = IdxElements.bytes(file, in, 4, "the magic number");
        IdxElements type = magic[0] == 0 && magic[1] == 0 ? IdxElements.of(magic[2]) : null;
        if (type == null) {
            throw new IOException(String.format(
                    "%s: not an IDX file: expected 0, 0 and a type (8, 9, 11 to 14), found %d, %d, %d",
                    file, magic[0], magic[1], magic[2]));
        }
        int rank = magic[3] & 0xFF;
        if (rank == 0 || rank > MAX_RANK) {
            throw new IOException(file + ": expected 1 to " + MAX_RANK + " dimensions, found " + rank);
        }
        byte[] sizes = IdxElements.bytes(file, in, 4 * rank, "the sizes of " + rank + " dimensions");
        long[] dims = new long[rank];
        long count = 1;
        for (int i = 0; i < rank; i++) {
            dims[i] = IdxElements.bigEndian(sizes, 4 * i, 4) & 0xFFFFFFFFL;
            // Stays below 2^63: the count is at most 2^31 before it is multiplied by less than 2^32.
            count *= dims[i];
            if (count > MAX_ELEMENTS) {
                throw new IOException(file + ": the header promises more than " + MAX_ELEMENTS + " elements");
            }
        }
        long promised = count * type.byteSize();
        long header = 4 + 4L * rank;
        if (compressed ? promised / LARGEST_RATIO > fileSize : promised != fileSize - header) {
            throw new IOException(file + ": the header promises " + promised + " bytes of elements, the file has "
                    + (compressed ? fileSize + " compressed" : Long.toString(fileSize - header)));
        }
        HostArray elements = type.read(file, in, (int) count);
        if (in.read() != -1) {
            throw new IOException(file + ": more follows after the " + promised + " bytes that the header promises");
        }
        return Transfers.upload(elements, Shape.of(dims), Device.current());
    }
}
