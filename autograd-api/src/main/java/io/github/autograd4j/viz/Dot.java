package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.List;

/** A graph in Graphviz' language. */
final class Dot {
    private Dot() {}

    static String render(List<TraceNode> nodes) {
        StringBuilder text = new StringBuilder("""
                digraph {
                  rankdir=LR
                  node [shape=box, style="rounded,filled", fontname="monospace", fontsize=11]
                  edge [color="#7b8794", arrowsize=0.7]
                """);
        for (TraceNode node : nodes) {
            Palette palette = Palette.of(node.kind());
            text.append("  n")
                    .append(node.id())
                    .append(" [label=\"")
                    .append(label(node))
                    .append("\", fillcolor=\"")
                    .append(palette.fill())
                    .append("\", color=\"")
                    .append(palette.line())
                    .append("\"]\n");
        }
        for (TraceNode node : nodes) {
            for (TraceNode input : node.inputs()) {
                text.append("  n")
                        .append(input.id())
                        .append(" -> n")
                        .append(node.id())
                        .append('\n');
            }
        }
        return text.append("}\n").toString();
    }

    /** Lines that end in {@code \l} are set to the left; the title is centred. */
    private static String label(TraceNode node) {
        StringBuilder label = new StringBuilder();
        if (!node.title().isEmpty()) {
            label.append(escape(node.title())).append("\\n");
        }
        List<String> lines = new ArrayList<>(node.value());
        lines.addAll(node.gradient());
        lines.forEach(line -> label.append(escape(line)).append("\\l"));
        return label.toString();
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
