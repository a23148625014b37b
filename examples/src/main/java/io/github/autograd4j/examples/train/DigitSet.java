package io.github.autograd4j.examples.train;

import io.github.autograd4j.examples.digits.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The data sets to choose from. */
public enum DigitSet {
    /** Drawn by our own code. */
    SYNTHETIC(false, 3) {
        @Override
        public Digits load(Path folder, long seed) {
            return new Digits(
                    SyntheticDigits.generate(2 * seed, TRAIN_COUNT),
                    SyntheticDigits.generate(2 * seed + 1, TEST_COUNT));
        }
    },
    /** The IDX files of MNIST. */
    MNIST(true, 5) {
        @Override
        public Digits load(Path folder, long seed) throws IOException {
            return MnistFiles.read(folder);
        }
    },
    /** UCI's "Optical Recognition of Handwritten Digits", 8×8 pixels. */
    DIGITS(true, 10) {
        @Override
        public Digits load(Path folder, long seed) throws IOException {
            return OptdigitsFiles.read(folder);
        }
    };

    private static final int TRAIN_COUNT = 10_000;
    private static final int TEST_COUNT = 2_000;

    private final boolean needsFolder;
    private final int epochs;

    DigitSet(boolean needsFolder, int epochs) {
        this.needsFolder = needsFolder;
        this.epochs = epochs;
    }

    /** Whether it is read from files. */
    public boolean needsFolder() {
        return needsFolder;
    }

    /** How many passes are enough for it. */
    public int defaultEpochs() {
        return epochs;
    }

    /**
     * Makes or reads the data set.
     *
     * @param folder where the files are, for those that need one
     * @param seed for those that are drawn
     * @throws IOException if a file is missing or malformed; says which
     */
    public abstract Digits load(Path folder, long seed) throws IOException;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
