package io.github.autograd4j.examples.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Text in aligned columns under a header, for summaries of models and reports of checks:
 *
 * <pre>{@code
 * Table table = new Table().left("layer").right("parameters");
 * table.row("conv1", 320).row("fc", 1290).rule().row("total", 1610);
 * table.lines().forEach(System.out::println);
 *
 * layer  parameters
 * -----  ----------
 * conv1         320
 * fc           1290
 * -----  ----------
 * total        1610
 * }</pre>
 */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headers = new ArrayList<>();
    private final List<Boolean> rights = new ArrayList<>();
    /** An empty row is a rule. */
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without columns and rows. */
    public Table() {}

    /**
     * Adds a column whose cells begin at its left edge.
     *
     * @throws IllegalStateException if there are rows already
     */
    public Table left(String header) {
        return column(header, false);
    }

    /**
     * Adds a column whose cells end at its right edge, as numbers do.
     *
     * @throws IllegalStateException if there are rows already
     */
    public Table right(String header) {
        return column(header, true);
    }

    /**
     * Adds a row; cells are shown by {@link String#valueOf(Object)}, line breaks in them as blanks.
     *
     * @throws IllegalArgumentException if there are not as many cells as columns
     */
    public Table row(Object... cells) {
        if (cells.length != headers.size() || cells.length == 0) {
            throw new IllegalArgumentException("row: " + cells.length + " cells for " + headers.size() + " columns");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(oneLine(String.valueOf(cell)));
        }
        rows.add(row);
        return this;
    }

    /** Adds a line of dashes, as under the header. */
    public Table rule() {
        rows.add(List.of());
        return this;
    }

    /** The header, a rule and the rows, without blanks at the ends of lines. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (int c = 0; c < headers.size(); c++) {
            int width = columns(headers.get(c));
            for (List<String> row : rows) {
                width = Math.max(width, row.isEmpty() ? 0 : columns(row.get(c)));
            }
            widths.add(width);
        }
        String rule = String.join(GAP, widths.stream().map("-"::repeat).toList());
        List<String> lines = new ArrayList<>();
        lines.add(line(headers, widths));
        lines.add(rule);
        for (List<String> row : rows) {
            lines.add(row.isEmpty() ? rule : line(row, widths));
        }
        return lines;
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }

    /** How many columns of the terminal a text takes; East Asian wide characters are not accounted for. */
    static int columns(String text) {
        return text.codePointCount(0, text.length());
    }

    static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - columns(text))) + text;
    }

    private Table column(String header, boolean right) {
        if (!rows.isEmpty()) {
            throw new IllegalStateException("column " + header + ": the table has rows already");
        }
        headers.add(oneLine(header));
        rights.add(right);
        return this;
    }

    private String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < cells.size(); c++) {
            line.append(c == 0 ? "" : GAP);
            String cell = cells.get(c);
            line.append(rights.get(c) ? right(cell, widths.get(c)) : left(cell, widths.get(c)));
        }
        return line.toString().stripTrailing();
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }
}
