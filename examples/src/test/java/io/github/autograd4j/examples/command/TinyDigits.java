package io.github.autograd4j.examples.command;

import io.github.autograd4j.examples.digits.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A data set in the format of UCI's digits, small enough for a test: drawn digits, three by three pixels made one. */
final class TinyDigits {
    private static final int SIDE = 8;

    private TinyDigits() {}

    static Path write(Path folder, int train, int test) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("optdigits.tra"), rows(1, train));
        Files.writeString(folder.resolve("optdigits.tes"), rows(2, test));
        return folder;
    }

    private static String rows(long seed, int count) {
        var images = SyntheticDigits.generate(seed, count);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            byte[] image = images.image(i);
            for (int k = 0; k < SIDE * SIDE; k++) {
                text.append(mean(image, k / SIDE, k % SIDE)).append(',');
            }
            text.append(images.labels()[i]).append('\n');
        }
        return text.toString();
    }

    /** From 0 to 16; the outermost two pixels at each side are left out. */
    private static int mean(byte[] image, int row, int column) {
        int sum = 0;
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                sum += image[(2 + 3 * row + y) * SyntheticDigits.SIZE + 2 + 3 * column + x] & 0xFF;
            }
        }
        return sum * 16 / (9 * 255);
    }
}
