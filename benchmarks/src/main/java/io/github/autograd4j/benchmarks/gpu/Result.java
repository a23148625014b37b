package io.github.autograd4j.benchmarks.gpu;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One figure. A line of JSON has these fields by name; the script for PyTorch writes the same ones.
 *
 * @param suite who was measured: {@code autograd4j}, {@code torch eager} …
 * @param benchmark what was measured, such as {@code gemm 4096}
 * @param precision of products of matrices: {@code float32}, {@code tf32}, {@code bfloat16}
 * @param value the figure
 * @param unit of the figure, such as {@code TFLOP/s}
 * @param note what else there is to know, or an empty text
 */
record Result(String suite, String benchmark, String precision, double value, String unit, String note) {
    private static final Pattern TEXT =
            Pattern.compile("\"(\\w+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([-+0-9.eE]+))");

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"suite\":\"%s\",\"benchmark\":\"%s\",\"precision\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"note\":\"%s\"}",
                escape(suite),
                escape(benchmark),
                escape(precision),
                Double.isFinite(value) ? Double.toString(value) : "-1",
                escape(unit),
                escape(note));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\s+", " ");
    }

    /** Reads a line, or returns null if it is none of these. */
    static Result parse(String line) {
        String[] fields = new String[6];
        Matcher matcher = TEXT.matcher(line);
        while (matcher.find()) {
            int at =
                    switch (matcher.group(1)) {
                        case "suite" -> 0;
                        case "benchmark" -> 1;
                        case "precision" -> 2;
                        case "value" -> 3;
                        case "unit" -> 4;
                        default -> 5;
                    };
            fields[at] = matcher.group(3) != null
                    ? matcher.group(3)
                    : matcher.group(2).replaceAll("\\\\(.)", "$1");
        }
        if (fields[0] == null || fields[1] == null || fields[2] == null || fields[3] == null || fields[4] == null) {
            return null;
        }
        return new Result(
                fields[0],
                fields[1],
                fields[2],
                Double.parseDouble(fields[3]),
                fields[4],
                fields[5] == null ? "" : fields[5]);
    }

    String text() {
        String figure = String.format(Locale.ROOT, "%10.4g", value);
        return String.format(Locale.ROOT, "%-34s %-9s %s %-8s %s", benchmark, precision, figure, unit, note)
                .stripTrailing();
    }
}
