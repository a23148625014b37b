package io.github.autograd4j.examples.command;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.examples.tour.Board;
import io.github.autograd4j.examples.tour.Lesson;
import io.github.autograd4j.examples.tour.Tour;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autograd tour}. */
@Command(
        name = "tour",
        description =
                "Work through nine small programs, with values, gradients, and a comparison with the closed form.")
final class TourCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DeviceOption device;

    @Option(names = "--json", description = "Print one JSON object for each program and nothing else.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write the computational graphs (SVG, DOT, Mermaid) and charts.")
    private Path out;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "The programs; all if none is named.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws IOException {
        List<Lesson> lessons = chosen();
        Device where = device.open();
        PrintWriter screen = spec.commandLine().getOut();
        List<String> mismatches = new ArrayList<>();
        for (Lesson lesson : lessons) {
            PrintWriter text = json ? new PrintWriter(Writer.nullWriter()) : screen;
            String title = lesson.name() + ": " + lesson.title();
            text.println(title);
            text.println("-".repeat(title.length()));
            Board board = teach(lesson, where, text);
            text.println();
            if (json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("name", lesson.name());
                line.put("values", board.values());
                screen.println(Json.line(line));
            }
            if (out != null) {
                Drawings.write(out, lesson.name(), board);
            }
            board.mismatches().forEach(mismatch -> mismatches.add(lesson.name() + ": " + mismatch));
        }
        PrintWriter err = spec.commandLine().getErr();
        mismatches.forEach(mismatch -> err.println(spec.qualifiedName() + ": " + mismatch));
        return mismatches.isEmpty() ? 0 : Cli.FAILED;
    }

    @SuppressWarnings("try")
    private static Board teach(Lesson lesson, Device device, PrintWriter text) {
        Board board = new Board(text);
        try (Scope scope = Scope.open();
                Restore before = device.use()) {
            lesson.teach(board);
        }
        return board;
    }

    private List<Lesson> chosen() {
        List<String> known = Tour.LESSONS.stream().map(Lesson::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "there is no program '" + name + "', only " + String.join(", ", known));
            }
        }
        return Tour.LESSONS.stream()
                .filter(lesson -> names.isEmpty() || names.contains(lesson.name()))
                .toList();
    }
}
