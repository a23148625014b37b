package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Orders the cells of each layer so that few edges cross: by the mean position of their neighbours, back and forth. */
final class Ordering {
    private static final int SWEEPS = 12;

    private Ordering() {}

    static void apply(List<List<Cell>> layers) {
        layers.forEach(Ordering::number);
        List<List<Cell>> best = copy(layers);
        int fewest = crossings(layers);
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                List<Cell> layer = layers.get(forward ? i : layers.size() - 1 - i);
                Function<Cell, List<Cell>> neighbours = forward ? cell -> cell.before : cell -> cell.after;
                // The sort is stable: cells without neighbours keep their place among equals.
                layer.sort(Comparator.comparingDouble(cell -> mean(neighbours.apply(cell), cell.index)));
                number(layer);
            }
            int crossings = crossings(layers);
            if (crossings < fewest) {
                fewest = crossings;
                best = copy(layers);
            }
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, best.get(i));
            number(best.get(i));
        }
    }

    private static List<List<Cell>> copy(List<List<Cell>> layers) {
        List<List<Cell>> copy = new ArrayList<>();
        layers.forEach(layer -> copy.add(new ArrayList<>(layer)));
        return copy;
    }

    private static void number(List<Cell> layer) {
        for (int i = 0; i < layer.size(); i++) {
            layer.get(i).index = i;
        }
    }

    private static double mean(List<Cell> neighbours, double otherwise) {
        return neighbours.stream().mapToInt(cell -> cell.index).average().orElse(otherwise);
    }

    private static int crossings(List<List<Cell>> layers) {
        int count = 0;
        for (List<Cell> layer : layers) {
            for (Cell upper : layer) {
                for (Cell lower : layer.subList(upper.index + 1, layer.size())) {
                    for (Cell a : upper.after) {
                        for (Cell b : lower.after) {
                            count += a.index > b.index ? 1 : 0;
                        }
                    }
                }
            }
        }
        return count;
    }
}
