package io.github.autograd4j.internal;

import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Sizes given by system properties. */
final class Bytes {
    private static final String UNITS = "KMGT";

    private Bytes() {}

    /** Returns a property such as {@code 512M} or {@code 8g} in bytes; what is malformed is reported and ignored. */
    static long property(String name, long otherwise) {
        String text = System.getProperty(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            LoggerFactory.getLogger(Bytes.class)
                    .warn("{}={} ignored: expected bytes, or a number and K, M, G or T", name, text);
            return otherwise;
        }
    }

    private static long parse(String text) {
        String trimmed = text.strip().toUpperCase(Locale.ROOT);
        int unit = trimmed.isEmpty() ? -1 : UNITS.indexOf(trimmed.charAt(trimmed.length() - 1));
        String number = unit < 0 ? trimmed : trimmed.substring(0, trimmed.length() - 1);
        long value = Long.parseLong(number);
        if (value < 0) {
            throw new IllegalArgumentException(text);
        }
        return Math.multiplyExact(value, 1L << (10 * (unit + 1)));
    }
}
