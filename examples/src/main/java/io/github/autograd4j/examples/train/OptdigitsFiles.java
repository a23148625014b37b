package io.github.autograd4j.examples.train;

import io.github.autograd4j.data.CsvReader;
import io.github.autograd4j.data.CsvTable;
import io.github.autograd4j.examples.digits.Images;
import java.io.IOException;
import java.nio.file.Path;

/** The two files of UCI's digits: 64 pixels from 0 to 16 and the class in each row. */
public final class OptdigitsFiles {
    /** Height and width of an image. */
    public static final int SIZE = 8;

    private static final int DARKEST = 16;

    private OptdigitsFiles() {}

    static Digits read(Path folder) throws IOException {
        MnistFiles.requireFolder(folder);
        return new Digits(images(folder.resolve("optdigits.tra")), images(folder.resolve("optdigits.tes")));
    }

    /** A pixel of these images in the range of the other ones. */
    public static byte grey(int pixel) {
        return (byte) Math.round(pixel * 255f / DARKEST);
    }

    private static Images images(Path file) throws IOException {
        CsvTable table = CsvReader.read(file);
        int size = SIZE * SIZE;
        if (table.columns().size() != size + 1 || table.rows() == 0) {
            throw new IOException(file + ": expected rows of " + (size + 1) + " numbers, found " + table.rows() + " of "
                    + table.columns().size());
        }
        byte[] pixels = new byte[table.rows() * size];
        int[] labels = new int[table.rows()];
        for (int row = 0; row < table.rows(); row++) {
            for (int column = 0; column < size; column++) {
                pixels[row * size + column] = grey(whole(file, table, row, column, DARKEST));
            }
            labels[row] = whole(file, table, row, size, Digits.CLASSES - 1);
        }
        return new Images(SIZE, SIZE, pixels, labels);
    }

    private static int whole(Path file, CsvTable table, int row, int column, int largest) throws IOException {
        double value = table.value(row, column);
        if (value != Math.rint(value) || value < 0 || value > largest) {
            throw new IOException(file + ": row " + (row + 1) + ", column " + (column + 1)
                    + ": expected an integer from 0 to " + largest + ", found " + value);
        }
        return (int) value;
    }
}
