package io.github.autograd4j.examples.command;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.examples.text.Table;
import io.github.autograd4j.examples.text.Terminal;
import io.github.autograd4j.testing.OpCase;
import io.github.autograd4j.testing.OpCases;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code autograd equivalence}. */
@Command(
        name = "equivalence",
        description = {
            "Compare the results and gradients of every operation on each device with the reference device.",
            "Shows the largest deviation of each operation, and what part it is of the one allowed for its type and kind."
        })
final class EquivalenceCommand implements Callable<Integer> {
    private static final Device REFERENCE = Device.of("reference");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--devices",
            paramLabel = "DEVICE",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only these devices, separated by commas; otherwise all found.")
    private List<String> devices = List.of();

    @Option(
            names = "--ops",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only these operations, with each of their variants.")
    private List<String> ops = List.of();

    @Option(
            names = "--dtypes",
            paramLabel = "TYPE",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only samples of these types, such as float32; otherwise all.")
    private List<String> dtypes = List.of();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Set<DType> types = types();
        Map<String, List<OpCase>> groups = groups();
        List<EquivalenceRow> rows = new ArrayList<>();
        List<Device> where = where();
        try (ProgressBar bar = bar((long) groups.size() * where.size())) {
            for (Device device : where) {
                groups.forEach((name, cases) -> {
                    rows.add(EquivalenceRow.of(name, device, cases, types));
                    if (bar != null) {
                        bar.setExtraMessage(name + " on " + device);
                        bar.step();
                    }
                });
            }
        }
        // Nothing compared is no proof.
        boolean equivalent = !rows.isEmpty() && rows.stream().allMatch(EquivalenceRow::isEquivalent);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("equivalent", equivalent);
            all.put("reference", REFERENCE.toString());
            all.put("devices", where.stream().map(Device::toString).toList());
            all.put("diagnostics", Device.diagnostics().lines().toList());
            all.put("operations", rows.stream().map(EquivalenceRow::json).toList());
            out.println(Json.line(all));
        } else {
            table(rows, where).lines().forEach(out::println);
        }
        PrintWriter err = spec.commandLine().getErr();
        rows.stream()
                .flatMap(row -> row.problems().stream())
                .forEach(problem -> err.println(spec.qualifiedName() + ": " + ErrorText.oneLine(problem)));
        return equivalent ? 0 : Cli.FAILED;
    }

    private List<Device> where() {
        if (devices.isEmpty()) {
            return Device.all().stream().filter(d -> !d.equals(REFERENCE)).toList();
        }
        List<Device> chosen = new ArrayList<>();
        for (String name : devices) {
            try {
                chosen.add(Device.of(name));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        chosen.forEach(Device::info);
        return chosen;
    }

    private Set<DType> types() {
        Set<DType> types = EnumSet.noneOf(DType.class);
        for (DType dtype : DType.values()) {
            if (dtypes.isEmpty() || dtypes.contains(dtype.toString())) {
                types.add(dtype);
            }
        }
        if (types.size() < dtypes.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no such type among " + dtypes + "; there is " + EnumSet.allOf(DType.class));
        }
        return types;
    }

    private Map<String, List<OpCase>> groups() {
        Map<String, List<OpCase>> groups = new LinkedHashMap<>();
        for (OpCase one : OpCases.all()) {
            if (ops.isEmpty() || ops.contains(one.name())) {
                groups.computeIfAbsent(one.name(), n -> new ArrayList<>()).add(one);
            }
        }
        for (String op : ops) {
            if (!groups.containsKey(op)) {
                throw new ParameterException(spec.commandLine(), "there is no operation '" + op + "'");
            }
        }
        return groups;
    }

    private ProgressBar bar(long count) {
        return json || !Terminal.isInteractive()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("equivalence")
                        .setInitialMax(count)
                        .clearDisplayOnFinish()
                        .build();
    }

    private static Table table(List<EquivalenceRow> rows, List<Device> devices) {
        Table table = new Table()
                .left("operation")
                .left("device")
                .right("samples")
                .right("forward")
                .right("of allowed")
                .right("gradient")
                .right("of allowed")
                .left("");
        for (Device device : devices) {
            EquivalenceRow all = new EquivalenceRow("all", device, new ArrayList<>());
            for (EquivalenceRow row : rows) {
                if (row.device().equals(device)) {
                    row.addTo(table);
                    all.reports().addAll(row.reports());
                }
            }
            table.rule();
            all.addTo(table);
            if (!device.equals(devices.get(devices.size() - 1))) {
                table.rule();
            }
        }
        return table;
    }
}
