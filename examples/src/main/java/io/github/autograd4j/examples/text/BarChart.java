package io.github.autograd4j.examples.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars of fractions, such as the probabilities of a prediction. */
public final class BarChart {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final int PERCENT_COLUMNS = 6;
    private static final int SHORTEST = 8;

    private BarChart() {}

    /**
     * One line for each value, in blocks of an eighth of a column, or in {@code #} where the terminal's charset has no
     * blocks.
     *
     * @see #render(String[], double[], int, Charset)
     */
    public static List<String> render(String[] labels, double[] values, int width) {
        return render(labels, values, width, Terminal.charset());
    }

    /**
     * One line for each value: label, bar, percentage.
     *
     * @param labels the names at the left, padded to the longest
     * @param values fractions: 1 is a full bar and 100.0%; smaller and larger ones are written as they are and drawn as
     *     no bar and a full bar; NaN has no bar
     * @param width columns of a line; no less than 8 are left to the bar, however long the labels
     * @param charset what the lines will be written in
     * @throws IllegalArgumentException if there are not as many labels as values
     */
    public static List<String> render(String[] labels, double[] values, int width, Charset charset) {
        if (labels.length != values.length) {
            throw new IllegalArgumentException("bars: " + labels.length + " labels for " + values.length + " values");
        }
        int labelColumns = 0;
        for (String label : labels) {
            labelColumns = Math.max(labelColumns, Table.columns(label));
        }
        int barColumns = Math.max(SHORTEST, width - labelColumns - PERCENT_COLUMNS - 2);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            String bar = bar(values[i], barColumns, charset);
            lines.add(Table.left(labels[i], labelColumns) + " " + Table.left(bar, barColumns) + " "
                    + Table.right(percent(values[i]), PERCENT_COLUMNS));
        }
        return lines;
    }

    /**
     * One bar, in as many columns as it takes.
     *
     * @param value a fraction; 1 takes all columns
     * @param columns of a full bar
     * @param charset what it will be written in
     */
    public static String bar(double value, int columns, Charset charset) {
        return Terminal.canShow(charset, EIGHTHS) ? blocks(value, columns) : hashes(value, columns);
    }

    private static String blocks(double value, int columns) {
        int eighths = length(value, columns * EIGHTHS.length());
        String full = EIGHTHS.substring(EIGHTHS.length() - 1).repeat(eighths / 8);
        return eighths % 8 == 0 ? full : full + EIGHTHS.charAt(eighths % 8 - 1);
    }

    private static String hashes(double value, int columns) {
        return "#".repeat(length(value, columns));
    }

    private static int length(double value, int full) {
        // NaN becomes 0
        return (int) Math.round(full * Math.min(1, Math.max(0, value)));
    }

    private static String percent(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f%%", 100 * value) : Double.toString(value);
    }
}
