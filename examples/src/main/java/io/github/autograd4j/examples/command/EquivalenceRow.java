package io.github.autograd4j.examples.command;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.examples.text.Table;
import io.github.autograd4j.testing.Deviation;
import io.github.autograd4j.testing.EquivalenceReport;
import io.github.autograd4j.testing.OpCase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** An operation, with all its variants, on a device. */
record EquivalenceRow(String name, Device device, List<EquivalenceReport> reports) {
    static EquivalenceRow of(String name, Device device, List<OpCase> cases, Set<DType> dtypes) {
        return new EquivalenceRow(
                name,
                device,
                cases.stream()
                        .map(one -> EquivalenceReport.of(one, device, dtypes))
                        .toList());
    }

    boolean isEquivalent() {
        return reports.stream().allMatch(EquivalenceReport::isEquivalent);
    }

    int samples() {
        return reports.stream().mapToInt(EquivalenceReport::samples).sum();
    }

    Deviation forward() {
        return reports.stream().map(EquivalenceReport::forward).reduce(Deviation.NONE, Deviation::max);
    }

    Deviation gradient() {
        return reports.stream().map(EquivalenceReport::gradient).reduce(Deviation.NONE, Deviation::max);
    }

    void addTo(Table table) {
        table.row(
                name,
                device,
                samples(),
                difference(forward()),
                percent(forward()),
                difference(gradient()),
                percent(gradient()),
                isEquivalent() ? "ok" : "DIFFERS");
    }

    private static String difference(Deviation deviation) {
        return deviation.share() == 0 ? "0" : String.format(Locale.ROOT, "%.1e", deviation.difference());
    }

    private static String percent(Deviation deviation) {
        return Double.isInfinite(deviation.share())
                ? "exact"
                : String.format(Locale.ROOT, "%.0f%%", 100 * deviation.share());
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (EquivalenceReport report : reports) {
            String title = report.title() + " on " + device + ": ";
            report.failures().forEach(failure -> problems.add(title + failure));
            describe(title, report.forward(), problems);
            describe(title + "gradient: ", report.gradient(), problems);
        }
        return problems;
    }

    private static void describe(String title, Deviation deviation, List<String> problems) {
        if (!deviation.isAllowed()) {
            problems.add(title + deviation.where() + ": " + deviation.actual() + ", expected " + deviation.expected());
        }
    }

    Map<String, Object> json() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("operation", name);
        row.put("device", device.toString());
        row.put("samples", samples());
        row.put("equivalent", isEquivalent());
        row.put("forward", json(forward()));
        row.put("gradient", json(gradient()));
        row.put("problems", problems());
        return row;
    }

    private static Map<String, Object> json(Deviation deviation) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("share", finite(deviation.share()));
        entry.put("difference", finite(deviation.difference()));
        entry.put("actual", finite(deviation.actual()));
        entry.put("expected", finite(deviation.expected()));
        entry.put("where", deviation.where());
        return entry;
    }

    /** JSON has no infinities. */
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : String.valueOf(number);
    }
}
