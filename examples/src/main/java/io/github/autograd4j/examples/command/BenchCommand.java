package io.github.autograd4j.examples.command;

import io.github.autograd4j.benchmarks.race.Contender;
import io.github.autograd4j.benchmarks.race.Contest;
import io.github.autograd4j.benchmarks.race.Contests;
import io.github.autograd4j.benchmarks.race.Entrants;
import io.github.autograd4j.benchmarks.race.Race;
import io.github.autograd4j.examples.charts.Charts;
import io.github.autograd4j.examples.files.AtomicFile;
import io.github.autograd4j.examples.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code autograd bench}. */
@Command(
        name = "bench",
        description = {
            "Time the fixed workloads on the CPU, beside the machine's ceilings and, with --peers, PyTorch.",
            "Each contender is a process of its own; they take turns, and turns that other programs disturbed are repeated."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--peers",
            description = "Also PyTorch, in the builds that './mvnw -Ppeers package -DskipTests' has made.")
    private boolean peers;

    @Option(names = "--scalar", description = "Also our kernels without the Vector API.")
    private boolean scalar;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of each contender; default: all cores.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            showDefaultValue = Visibility.NEVER,
            description = "Only these workloads or families of them, such as W4 or 'W1 512'.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "Turns of each contender.")
    private int rounds = 7;

    @Option(names = "--millis", paramLabel = "MS", description = "How long a turn takes.")
    private int millis = 300;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            showDefaultValue = Visibility.NEVER,
            description = "Also write bench.json and bench.png there.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || rounds < 1 || millis < 1) {
            throw new ParameterException(spec.commandLine(), "--threads, --rounds and --millis have to be positive");
        }
        List<Contest> contests = contests();
        List<Contender> contenders = new ArrayList<>();
        BenchTable table;
        try {
            enter(contenders);
            table = new BenchTable(
                    threads, contenders.stream().map(Contender::name).toList());
            Race race = new Race(contenders, rounds, millis);
            try (ProgressBar bar = bar(contests.size())) {
                for (Contest contest : contests) {
                    if (bar != null) {
                        bar.setExtraMessage(contest.name());
                    }
                    table.add(contest, race.run(contest));
                    if (bar != null) {
                        bar.step();
                    }
                }
            }
        } finally {
            contenders.forEach(Contender::close);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(table.json()));
        } else {
            table.lines().forEach(out::println);
        }
        if (folder != null) {
            write(table);
        }
        PrintWriter err = spec.commandLine().getErr();
        table.problems().forEach(problem -> err.println(spec.qualifiedName() + ": " + ErrorText.oneLine(problem)));
        return table.problems().isEmpty() ? 0 : Cli.FAILED;
    }

    private List<Contest> contests() {
        List<Contest> all = Contests.all();
        for (String name : only) {
            if (all.stream().noneMatch(contest -> matches(contest, name))) {
                throw new ParameterException(spec.commandLine(), "there is no workload '" + name + "'");
            }
        }
        return all.stream()
                .filter(contest -> only.isEmpty()
                        || contest.group().equals(Contests.CEILING)
                        || only.stream().anyMatch(name -> matches(contest, name)))
                .toList();
    }

    private static boolean matches(Contest contest, String name) {
        return contest.name().equals(name) || contest.group().equals(name);
    }

    private void enter(List<Contender> contenders) throws IOException {
        Entrants entrants = new Entrants(threads);
        contenders.add(entrants.ours(Entrants.VECTOR));
        if (scalar) {
            contenders.add(entrants.ours(Entrants.SCALAR));
        }
        if (peers) {
            Path home = Path.of(System.getProperty("autograd.home", "."));
            Map<String, Path> found = Entrants.peers(home.resolve("benchmarks").resolve("peers"));
            if (found.isEmpty()) {
                throw new IOException("no peers are built; './mvnw -Ppeers -DskipTests package' downloads PyTorch and"
                        + " builds them");
            }
            for (Map.Entry<String, Path> peer : found.entrySet()) {
                contenders.add(entrants.peer(peer.getKey(), peer.getValue()));
            }
        }
    }

    private void write(BenchTable table) throws IOException {
        byte[] text = (Json.line(table.json()) + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(folder.resolve("bench.json"), out -> out.write(text));
        Map<String, Map<String, Double>> ratios = table.ratios();
        if (!ratios.isEmpty()) {
            Charts.ratios("Throughput beside the best peer", ratios, folder.resolve("bench.png"));
        }
    }

    private ProgressBar bar(long count) {
        return json || !Terminal.isInteractive()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName("bench")
                        .setInitialMax(count)
                        .clearDisplayOnFinish()
                        .build();
    }
}
