package io.github.autograd4j.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file, each of bounded length, and what they are counted for: messages. */
final class CsvLines {
    private static final int SHOWN = 40;

    private final Path file;
    private final BufferedReader in;
    private final int limit;
    private final StringBuilder line = new StringBuilder();
    private long number;

    CsvLines(Path file, BufferedReader in, int limit) {
        this.file = file;
        this.in = in;
        this.limit = limit;
    }

    /** The next line without its end, or null after the last. */
    String next() throws IOException {
        number++;
        line.setLength(0);
        int c = in.read();
        if (c == -1) {
            return null;
        }
        for (; c != -1 && c != '\n'; c = in.read()) {
            if (line.length() == limit) {
                throw error("longer than " + limit + " characters");
            }
            line.append((char) c);
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        if (number == 1 && line.length() > 0 && line.charAt(0) == '\uFEFF') {
            line.deleteCharAt(0); // the byte order mark that spreadsheets write
        }
        return line.toString();
    }

    /** The fields of the line read last, without blanks around them and without quotes. */
    List<String> fields(String text, char delimiter) throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        if (quoted) {
            throw error("column " + (fields.size() + 1) + ": the quote is not closed");
        }
        fields.add(field.toString().strip());
        return fields;
    }

    IOException error(String problem) {
        return new IOException(file + ": line " + number + ": " + problem);
    }

    static String shortened(String field) {
        return field.length() <= SHOWN ? field : field.substring(0, SHOWN) + "…";
    }
}
