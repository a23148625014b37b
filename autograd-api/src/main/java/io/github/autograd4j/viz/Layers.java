package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Puts every node to the right of its inputs, leaves just before their first use, and bends into long edges. */
final class Layers {
    private Layers() {}

    static List<List<Cell>> of(List<TraceNode> nodes) {
        Map<TraceNode, Integer> depths = depths(nodes);
        List<List<Cell>> layers = new ArrayList<>();
        Map<TraceNode, Cell> cells = new HashMap<>();
        for (TraceNode node : nodes) {
            cells.put(node, add(layers, new Cell(node, depths.get(node))));
        }
        for (TraceNode node : nodes) {
            for (TraceNode input : new LinkedHashSet<>(node.inputs())) {
                Cell from = cells.get(input);
                while (from.layer < depths.get(node) - 1) {
                    Cell bend = add(layers, new Cell(null, from.layer + 1));
                    Cell.link(from, bend);
                    from = bend;
                }
                Cell.link(from, cells.get(node));
            }
        }
        return layers;
    }

    private static Cell add(List<List<Cell>> layers, Cell cell) {
        while (layers.size() <= cell.layer) {
            layers.add(new ArrayList<>());
        }
        layers.get(cell.layer).add(cell);
        return cell;
    }

    /** Nodes come after their inputs, so one pass is enough for these; leaves follow from their first uses. */
    private static Map<TraceNode, Integer> depths(List<TraceNode> nodes) {
        Map<TraceNode, Integer> depths = new HashMap<>();
        Map<TraceNode, Integer> firstUses = new HashMap<>();
        for (TraceNode node : nodes) {
            int depth = 0;
            for (TraceNode input : node.inputs()) {
                depth = Math.max(depth, depths.get(input) + 1);
            }
            depths.put(node, depth);
            for (TraceNode input : node.inputs()) {
                firstUses.merge(input, depth, Math::min);
            }
        }
        for (TraceNode node : nodes) {
            if (node.inputs().isEmpty() && firstUses.containsKey(node)) {
                depths.put(node, firstUses.get(node) - 1);
            }
        }
        return depths;
    }
}
