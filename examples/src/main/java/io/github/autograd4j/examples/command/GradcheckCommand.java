package io.github.autograd4j.examples.command;

import io.github.autograd4j.Device;
import io.github.autograd4j.examples.text.Table;
import io.github.autograd4j.testing.GradientReport;
import io.github.autograd4j.testing.OpCase;
import io.github.autograd4j.testing.OpCases;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code autograd gradcheck}. */
@Command(
        name = "gradcheck",
        description = "Compare the first and second derivatives of operations with central differences.")
final class GradcheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOption device;

    @Option(names = "--op", paramLabel = "NAME", description = "Only this operation, with each of its variants.")
    private String op;

    @Option(names = "--all", description = "A line for each variant of all operations instead of one for each.")
    private boolean all;

    @Override
    public Integer call() {
        List<OpCase> cases = chosen();
        Device where = device.open();
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table()
                .left("operation")
                .right("variants")
                .right("1st order")
                .right("2nd order")
                .left("");
        List<String> failures = new ArrayList<>();
        int variants = 0;
        int first = 0;
        int second = 0;
        for (Map.Entry<String, List<OpCase>> group : grouped(cases).entrySet()) {
            Sum sum = new Sum();
            group.getValue().forEach(one -> sum.add(GradientReport.of(one, where)));
            if (sum.first > 0) {
                table.row(
                        group.getKey(),
                        group.getValue().size(),
                        sum.first,
                        sum.second == 0 ? "-" : sum.second,
                        sum.failures.isEmpty() ? "ok" : sum.failures.size() + " WRONG");
                variants += group.getValue().size();
                first += sum.first;
                second += sum.second;
                failures.addAll(sum.failures);
            }
        }
        String verdict = failures.isEmpty() ? "ok" : failures.size() + " WRONG";
        table.rule().row("all, on " + where, variants, first, second, verdict);
        table.lines().forEach(out::println);
        PrintWriter err = spec.commandLine().getErr();
        failures.forEach(failure -> err.println(spec.qualifiedName() + ": " + ErrorText.oneLine(failure)));
        return failures.isEmpty() ? 0 : Cli.FAILED;
    }

    private static final class Sum {
        private final List<String> failures = new ArrayList<>();
        private int first;
        private int second;

        void add(GradientReport report) {
            first += report.first();
            second += report.second();
            report.failures().forEach(failure -> failures.add(report.title() + " " + failure));
        }
    }

    private List<OpCase> chosen() {
        List<OpCase> chosen = OpCases.all().stream()
                .filter(one -> op == null || one.name().equals(op))
                .toList();
        if (chosen.isEmpty()) {
            String similar = OpCases.all().stream()
                    .map(OpCase::name)
                    .distinct()
                    .filter(name -> lower(name).contains(lower(op)))
                    .collect(Collectors.joining(", "));
            throw new ParameterException(
                    spec.commandLine(),
                    "there is no operation '" + op + "'" + (similar.isEmpty() ? "" : "; there is " + similar));
        }
        return chosen;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private Map<String, List<OpCase>> grouped(List<OpCase> cases) {
        boolean apart = all || op != null;
        return cases.stream()
                .collect(Collectors.groupingBy(
                        one -> apart ? one.title() : one.name(), LinkedHashMap::new, Collectors.toList()));
    }
}
