package io.github.autograd4j.io;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Transfers;
import io.github.autograd4j.spi.HostArray;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * NumPy's NPY format: one array a file. Reads versions 1 to 3, either byte order and either order of elements; writes
 * version 1, little-endian, in row-major order. Types: all of this library's but bfloat16, which NumPy has not.
 */
public final class Npy {
    private Npy() {}

    /**
     * Writes a tensor.
     *
     * @param file the file, replaced as a whole if it exists
     * @param tensor the tensor, on any device
     * @throws IOException if it cannot be written
     * @throws DTypeException if NumPy has no such type
     */
    public static void write(Path file, Tensor tensor) throws IOException {
        NpyHeader.check(tensor);
        AtomicFile.write(file, channel -> write(channel, tensor));
    }

    /**
     * Reads an array.
     *
     * @param file the file
     * @return a tensor on the current device, contiguous
     * @throws IOException if the file cannot be read or is malformed; says which file and why
     */
    public static Tensor read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            try {
                return read(channel);
            } catch (IOException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    private static Tensor read(FileChannel channel) throws IOException {
        NpyHeader header = NpyHeader.read(channel);
        long promised = header.bytes();
        long there = channel.size() - channel.position();
        if (there != promised) {
            throw new IOException("the header promises " + promised + " bytes of elements, the file has " + there);
        }
        return elements(channel, header);
    }

    /** The array of a header that was found to promise no more than there is. */
    static Tensor elements(ReadableByteChannel channel, NpyHeader header) throws IOException {
        HostArray elements = Elements.read(channel, header.dtype(), header.count(), header.order());
        if (!header.fortranOrder()) {
            return Transfers.upload(elements, Shape.of(header.dims()), Device.current());
        }
        int rank = header.dims().length;
        long[] reversed = new long[rank];
        int[] axes = new int[rank];
        for (int i = 0; i < rank; i++) {
            axes[i] = rank - 1 - i;
            reversed[i] = header.dims()[axes[i]];
        }
        return Scope.tidy(() -> Transfers.upload(elements, Shape.of(reversed), Device.current())
                .permute(axes)
                .contiguous());
    }

    static void write(WritableByteChannel channel, Tensor tensor) throws IOException {
        Elements.writeFully(NpyHeader.of(tensor).encoded(), channel);
        Elements.write(Transfers.download(tensor), channel);
    }
}
