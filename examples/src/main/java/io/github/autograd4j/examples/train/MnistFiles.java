package io.github.autograd4j.examples.train;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.data.IdxReader;
import io.github.autograd4j.examples.digits.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** The four files of MNIST, compressed or not; where only the test files are, these are split. */
final class MnistFiles {
    private static final String[] SUFFIXES = {"-ubyte", "-ubyte.gz"};

    private MnistFiles() {}

    static Digits read(Path folder) throws IOException {
        requireFolder(folder);
        if (find(folder, "train-images-idx3") != null) {
            return new Digits(images(folder, "train"), images(folder, "t10k"));
        }
        Images all = images(folder, "t10k");
        int train = all.count() / 5 * 4;
        return new Digits(part(all, 0, train), part(all, train, all.count()));
    }

    static void requireFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
    }

    private static Path find(Path folder, String name) {
        for (String suffix : SUFFIXES) {
            Path file = folder.resolve(name + suffix);
            if (Files.exists(file)) {
                return file;
            }
        }
        return null;
    }

    private static Tensor bytes(Path folder, String name, int rank) throws IOException {
        Path file = find(folder, name);
        if (file == null) {
            throw new IOException(folder + ": there is neither " + name + "-ubyte nor " + name + "-ubyte.gz");
        }
        Tensor tensor = IdxReader.read(file);
        if (tensor.dtype() != DType.UINT8 || tensor.rank() != rank || tensor.numel() == 0) {
            throw new IOException(
                    file + ": expected unsigned bytes in " + rank + " dimensions, found " + tensor.describe());
        }
        return tensor;
    }

    private static Images images(Path folder, String name) throws IOException {
        Tensor images = bytes(folder, name + "-images-idx3", 3);
        Tensor labels = bytes(folder, name + "-labels-idx1", 1);
        if (images.size(0) != labels.size(0)) {
            throw new IOException(
                    folder + ": " + name + " has " + images.size(0) + " images and " + labels.size(0) + " labels");
        }
        int[] numbers = labels.toIntArray();
        for (int number : numbers) {
            if (number >= Digits.CLASSES) {
                throw new IOException(folder + ": " + name + " has the label " + number);
            }
        }
        int[] pixels = images.toIntArray();
        byte[] grey = new byte[pixels.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) pixels[i];
        }
        return new Images((int) images.size(1), (int) images.size(2), grey, numbers);
    }

    private static Images part(Images all, int from, int to) {
        int size = all.height() * all.width();
        byte[] pixels = java.util.Arrays.copyOfRange(all.pixels(), from * size, to * size);
        return new Images(all.height(), all.width(), pixels, java.util.Arrays.copyOfRange(all.labels(), from, to));
    }
}
