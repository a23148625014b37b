package io.github.autograd4j.examples.command;

import io.github.autograd4j.examples.charts.Charts;
import io.github.autograd4j.examples.files.AtomicFile;
import io.github.autograd4j.examples.tour.Board;
import io.github.autograd4j.viz.GraphTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a program of the tour leaves in a folder. */
final class Drawings {
    private Drawings() {}

    static void write(Path folder, String name, Board board) throws IOException {
        GraphTrace graph = board.graph();
        if (graph != null) {
            text(folder.resolve(name + ".svg"), graph.toSvg());
            text(folder.resolve(name + ".dot"), graph.toDot());
            text(folder.resolve(name + ".mmd"), graph.toMermaid());
        }
        for (Map.Entry<String, Map<String, double[]>> chart : board.curves().entrySet()) {
            Charts.errorCurves(chart.getKey(), "step", "error", chart.getValue(), folder.resolve(name + ".png"));
        }
    }

    private static void text(Path file, String content) throws IOException {
        AtomicFile.write(file, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
    }
}
