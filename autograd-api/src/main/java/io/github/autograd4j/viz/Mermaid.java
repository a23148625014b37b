package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A graph in Mermaid's language. */
final class Mermaid {
    private Mermaid() {}

    static String render(List<TraceNode> nodes) {
        StringBuilder text = new StringBuilder("graph LR\n");
        for (TraceNode node : nodes) {
            List<String> lines = new ArrayList<>();
            if (!node.title().isEmpty()) {
                lines.add("<b>" + escape(node.title()) + "</b>");
            }
            node.value().forEach(line -> lines.add(escape(line)));
            node.gradient().forEach(line -> lines.add(escape(line)));
            text.append("    n")
                    .append(node.id())
                    .append("(\"")
                    .append(String.join("<br/>", lines))
                    .append("\"):::")
                    .append(style(node.kind()))
                    .append('\n');
        }
        for (TraceNode node : nodes) {
            for (TraceNode input : node.inputs()) {
                text.append("    n")
                        .append(input.id())
                        .append(" --> n")
                        .append(node.id())
                        .append('\n');
            }
        }
        for (TraceNode.Kind kind : TraceNode.Kind.values()) {
            Palette palette = Palette.of(kind);
            text.append("    classDef ")
                    .append(style(kind))
                    .append(" fill:")
                    .append(palette.fill())
                    .append(",stroke:")
                    .append(palette.line())
                    .append(",color:")
                    .append(Palette.TEXT)
                    .append('\n');
        }
        return text.toString();
    }

    private static String style(TraceNode.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Entities are written with # instead of &amp;; brackets and blanks would else be taken as markup. */
    private static String escape(String text) {
        return text.replace("#", "#35;")
                .replace("&", "#38;")
                .replace("\"", "#34;")
                .replace("<", "#60;")
                .replace(">", "#62;")
                .replace("`", "#96;")
                .replace(" ", "#160;");
    }
}
