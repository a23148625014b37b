package io.github.autograd4j.examples.train;

import io.github.autograd4j.examples.digits.Images;

/**
 * A data set of digits.
 *
 * @param train what is learnt from
 * @param test images of the same size that are not
 */
public record Digits(Images train, Images test) {
    /** The number of classes. */
    public static final int CLASSES = 10;

    /** The names of the classes. */
    public static String[] labels() {
        return new String[] {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    }
}
