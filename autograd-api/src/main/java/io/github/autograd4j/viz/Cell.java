package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.List;

/** A place in a layer of a layout: a box for a node, or a bend where a long edge passes through. */
final class Cell {
    static final double LINE_HEIGHT = 15;
    static final double PADDING = 9;

    /** Of a monospace font of 12 pixels. */
    static final double CHARACTER_WIDTH = 7.23;

    private static final double BEND_HEIGHT = 10;

    /** Null for a bend. */
    final TraceNode node;

    final int layer;
    final double width;
    final double height;
    final List<Cell> before = new ArrayList<>();
    final List<Cell> after = new ArrayList<>();

    /** The position in its layer while an order is looked for. */
    int index;

    /** The centre. */
    double x;

    double y;

    Cell(TraceNode node, int layer) {
        this.node = node;
        this.layer = layer;
        if (node == null) {
            width = 0;
            height = BEND_HEIGHT;
            return;
        }
        List<String> lines = new ArrayList<>(node.value());
        lines.addAll(node.gradient());
        int longest = node.title().length();
        for (String line : lines) {
            longest = Math.max(longest, line.length());
        }
        int count = lines.size() + (node.title().isEmpty() ? 0 : 1);
        width = Math.max(44, longest * CHARACTER_WIDTH + 2 * PADDING);
        height = count * LINE_HEIGHT + 2 * PADDING - 3;
    }

    boolean isBend() {
        return node == null;
    }

    static void link(Cell from, Cell to) {
        from.after.add(to);
        to.before.add(from);
    }
}
