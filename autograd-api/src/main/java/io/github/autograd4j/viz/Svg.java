package io.github.autograd4j.viz;

import java.util.List;
import java.util.Locale;

/** A layout as an SVG document. */
final class Svg {
    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$.0f" viewBox="0 0 %1$.0f %2$.0f">
            <defs><marker id="arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="7" markerHeight="7" orient="auto">\
            <path d="M0,0.6 L8,4 L0,7.4 z" fill="%3$s"/></marker></defs>
            <style>
            text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: %4$s; white-space: pre }
            .title { font-weight: bold; text-anchor: middle }
            .gradient { fill: %5$s }
            .edge { fill: none; stroke: %3$s; stroke-width: 1.4; marker-end: url(#arrow) }
            </style>
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            """;

    /** From the top of a line to its baseline. */
    private static final double BASELINE = 11;

    private final StringBuilder text = new StringBuilder();

    private Svg() {}

    static String render(Layout layout) {
        Svg svg = new Svg();
        svg.add(HEAD, layout.width(), layout.height(), Palette.EDGE, Palette.TEXT, Palette.GRADIENT);
        layout.edges().forEach(svg::edge);
        layout.boxes().forEach(svg::box);
        return svg.text.append("</svg>\n").toString();
    }

    private void add(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments));
    }

    /** Level at its points, in a smooth curve between them. */
    private void edge(double[] points) {
        add("<path class=\"edge\" d=\"M%.1f,%.1f", points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            double middle = (points[i - 2] + points[i]) / 2;
            add(
                    " C%.1f,%.1f %.1f,%.1f %.1f,%.1f",
                    middle, points[i - 1], middle, points[i + 1], points[i], points[i + 1]);
        }
        text.append("\"/>\n");
    }

    private void box(Cell box) {
        Palette palette = Palette.of(box.node.kind());
        double left = box.x - box.width / 2;
        double top = box.y - box.height / 2;
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"7\" fill=\"%s\" stroke=\"%s\"/>\n",
                left, top, box.width, box.height, palette.fill(), palette.line());
        double y = top + Cell.PADDING + BASELINE - 3;
        if (!box.node.title().isEmpty()) {
            line("title", box.x, y, box.node.title());
            y += Cell.LINE_HEIGHT;
        }
        y = lines("value", left, y, box.node.value());
        lines("gradient", left, y, box.node.gradient());
    }

    private double lines(String style, double left, double y, List<String> lines) {
        double next = y;
        for (String line : lines) {
            // Leading blanks are not left to the viewer: some drop them.
            String stripped = line.stripLeading();
            double indent = (line.length() - stripped.length()) * Cell.CHARACTER_WIDTH;
            line(style, left + Cell.PADDING + indent, next, stripped);
            next += Cell.LINE_HEIGHT;
        }
        return next;
    }

    private void line(String style, double x, double y, String line) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", style, x, y);
        text.append(escape(line)).append("</text>\n");
    }

    private static String escape(String line) {
        return line.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\p{Cntrl}]", "\uFFFD")
                .replace(" ", "\u00A0");
    }
}
