package io.github.autograd4j.io;

import java.io.IOException;

/** Reads the few kinds of JSON that headers of safetensors consist of, and nothing else. */
final class JsonCursor {
    private final String text;
    private int at;

    JsonCursor(String text) {
        this.text = text;
    }

    IOException error(String problem) {
        return new IOException("header: " + problem + " at character " + at);
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Consumes a character if it comes next. */
    boolean accept(char c) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char c) throws IOException {
        if (!accept(c)) {
            throw error("expected '" + c + "', found " + found());
        }
    }

    private String found() {
        return at < text.length() ? "'" + text.charAt(at) + "'" : "the end";
    }

    void expectEnd() throws IOException {
        skipBlanks();
        if (at < text.length()) {
            throw error("expected the end, found " + found());
        }
    }

    /** A number of at least 0 without fraction and exponent. */
    long count() throws IOException {
        skipBlanks();
        int start = at;
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            int digit = text.charAt(at) - '0';
            if (value > (Long.MAX_VALUE - digit) / 10) {
                throw error("a number above 2^63");
            }
            value = 10 * value + digit;
            at++;
        }
        if (at == start) {
            throw error("expected a number of at least 0, found " + found());
        }
        if (at - start > 1 && text.charAt(start) == '0') {
            throw error("a number with leading zeros");
        }
        return value;
    }

    String string() throws IOException {
        expect('"');
        StringBuilder result = new StringBuilder();
        while (true) {
            if (at >= text.length()) {
                throw error("a string without end");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            } else if (c < ' ') {
                throw error("a control character in a string");
            }
            result.append(c == '\\' ? escaped() : c);
        }
        for (int i = 0; i < result.length(); i++) {
            if (Character.isSurrogate(result.charAt(i))) {
                if (!Character.isHighSurrogate(result.charAt(i))
                        || i + 1 == result.length()
                        || !Character.isLowSurrogate(result.charAt(++i))) {
                    throw error("half a surrogate pair in a string");
                }
            }
        }
        return result.toString();
    }

    private char escaped() throws IOException {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(simple);
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw error("an unknown escape in a string");
        }
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(text.charAt(at++), 16);
            if (digit < 0 || text.charAt(at - 1) > 'f') {
                throw error("an unknown escape in a string");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Writes a string as JSON. */
    static void quote(String value, StringBuilder to) {
        to.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int simple = "\"\\\b\f\n\r\t".indexOf(c);
            if (simple >= 0) {
                to.append('\\').append("\"\\bfnrt".charAt(simple));
            } else if (c < ' ') {
                to.append(String.format("\\u%04x", (int) c));
            } else {
                to.append(c);
            }
        }
        to.append('"');
    }
}
