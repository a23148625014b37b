package io.github.autograd4j.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads tables of numbers: a line for each row, fields separated by a comma (or another character), perhaps in double
 * quotes, in UTF-8. The first line is a header if one of its fields is not a number. Empty lines are skipped.
 */
public final class CsvReader {
    /** The largest number of characters in a line. */
    public static final int MAX_LINE = 1 << 20;

    private final char delimiter;
    private final Double missing;

    private CsvReader(char delimiter, Double missing) {
        this.delimiter = delimiter;
        this.missing = missing;
    }

    /**
     * Reads a file separated by commas in which no field is empty.
     *
     * @param file the file
     * @return the numbers
     * @throws IOException if the file cannot be read or is malformed; says which file, line and column
     */
    public static CsvTable read(Path file) throws IOException {
        return separatedBy(',').load(file);
    }

    /**
     * Returns a reader.
     *
     * @param delimiter what is between fields
     * @return a reader that takes empty fields for errors
     */
    public static CsvReader separatedBy(char delimiter) {
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("csv: neither quotes nor line ends separate fields");
        }
        return new CsvReader(delimiter, null);
    }

    /**
     * Returns a reader that accepts empty fields.
     *
     * @param value what an empty field stands for, for example NaN
     * @return the reader
     */
    public CsvReader missing(double value) {
        return new CsvReader(delimiter, value);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the numbers
     * @throws IOException if the file cannot be read or is malformed; says which file, line and column
     */
    public CsvTable load(Path file) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return load(file, new CsvLines(file, in, MAX_LINE));
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not UTF-8", e);
        }
    }

    private CsvTable load(Path file, CsvLines lines) throws IOException {
        List<String> columns = null;
        double[] values = new double[1024];
        int count = 0;
        int rows = 0;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            List<String> fields = lines.fields(line, delimiter);
            if (columns == null) {
                boolean header = fields.stream().anyMatch(field -> !field.isEmpty() && number(field) == null);
                columns = header ? fields : numbers(fields.size());
                if (header) {
                    continue;
                }
            }
            if (fields.size() != columns.size()) {
                throw lines.error("expected " + columns.size() + " fields, found " + fields.size());
            }
            if (count > IdxReader.MAX_ELEMENTS - columns.size()) {
                throw lines.error("more than " + IdxReader.MAX_ELEMENTS + " numbers");
            }
            if (values.length < count + columns.size()) {
                values = Arrays.copyOf(values, Math.max(count + columns.size(), grown(values.length)));
            }
            for (int i = 0; i < fields.size(); i++) {
                values[count++] = value(lines, columns, i, fields.get(i));
            }
            rows++;
        }
        if (columns == null) {
            throw new IOException(file + ": empty");
        }
        return new CsvTable(columns, rows, values);
    }

    private static int grown(int length) {
        return (int) Math.min(Integer.MAX_VALUE - 8, 2L * length);
    }

    private static List<String> numbers(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(Integer.toString(i));
        }
        return names;
    }

    private double value(CsvLines lines, List<String> columns, int column, String field) throws IOException {
        if (field.isEmpty() && missing != null) {
            return missing;
        }
        Double number = number(field);
        if (number == null) {
            throw lines.error("column " + (column + 1) + " ('" + columns.get(column) + "'): "
                    + (field.isEmpty() ? "empty" : "not a number: '" + CsvLines.shortened(field) + "'"));
        }
        return number;
    }

    /** The value of a field, or null; of what Java reads, the suffixes d and f and hexadecimal are no numbers here. */
    private static Double number(String field) {
        switch (field) {
            case "nan", "NaN", "NAN":
                return Double.NaN;
            case "inf", "Inf", "+inf":
                return Double.POSITIVE_INFINITY;
            case "-inf", "-Inf":
                return Double.NEGATIVE_INFINITY;
            default:
                if (!field.chars().allMatch(c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0)) {
                    return null;
                }
        }
        try {
            return Double.valueOf(field);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
