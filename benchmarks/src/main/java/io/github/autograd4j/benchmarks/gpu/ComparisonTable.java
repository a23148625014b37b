package io.github.autograd4j.benchmarks.gpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lays results of several suites side by side, as a table in Markdown: {@code java …
 * io.github.autograd4j.benchmarks.gpu.ComparisonTable autograd4j.jsonl torch.jsonl}. Files that are not there, and lines
 * that are no results, are left out.
 */
public final class ComparisonTable {
    private ComparisonTable() {}

    /**
     * Prints the table.
     *
     * @param files files of lines of JSON
     * @throws IOException if a file cannot be read
     */
    public static void main(String... files) throws IOException {
        System.out.print(of(Arrays.stream(files).map(Path::of).toArray(Path[]::new)));
    }

    /**
     * Makes the table.
     *
     * @param files files of lines of JSON
     * @return the table in Markdown
     * @throws IOException if a file cannot be read
     */
    public static String of(Path... files) throws IOException {
        List<Result> results = new ArrayList<>();
        for (Path file : files) {
            if (Files.isReadable(file)) {
                for (String line : Files.readAllLines(file)) {
                    Result result = Result.parse(line);
                    if (result != null) {
                        results.add(result);
                    }
                }
            }
        }
        return String.join("\n", lines(results)) + "\n";
    }

    static List<String> lines(List<Result> results) {
        Set<String> suites = new LinkedHashSet<>();
        Map<String, Map<String, Result>> rows = new LinkedHashMap<>();
        for (Result result : results) {
            suites.add(result.suite());
            rows.computeIfAbsent(
                            "| " + result.benchmark() + " | " + result.precision() + " | ", k -> new LinkedHashMap<>())
                    .put(result.suite(), result);
        }
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | precision | " + String.join(" | ", suites) + " | unit |");
        lines.add("|---|---|" + "---:|".repeat(suites.size()) + "---|");
        rows.forEach((row, bySuite) -> {
            StringBuilder line = new StringBuilder(row);
            String unit = "";
            for (String suite : suites) {
                Result result = bySuite.get(suite);
                line.append(cell(result)).append(" | ");
                unit = result == null || result.unit().equals("failed") ? unit : result.unit();
            }
            lines.add(line.append(unit).append(" |").toString());
        });
        return lines;
    }

    private static String cell(Result result) {
        if (result == null) {
            return "";
        }
        return result.unit().equals("failed")
                ? "failed"
                : String.format(Locale.ROOT, result.value() < 10 ? "%.3f" : "%.1f", result.value());
    }
}
