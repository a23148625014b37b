package io.github.autograd4j.viz;

import java.util.List;
import java.util.function.Function;

/** Gives ordered cells their coordinates: layers are columns, and cells lie as level with their neighbours as room allows. */
final class Placement {
    private static final double COLUMN_GAP = 44;
    private static final double ROW_GAP = 16;
    private static final int SWEEPS = 24;

    /** Bends are kept level before boxes are: a long edge should be straight. */
    private static final double BEND_WEIGHT = 4;

    private Placement() {}

    static void apply(List<List<Cell>> layers) {
        double right = -COLUMN_GAP;
        for (List<Cell> layer : layers) {
            double width = layer.stream().mapToDouble(cell -> cell.width).max().orElse(0);
            double centre = right + COLUMN_GAP + width / 2;
            layer.forEach(cell -> cell.x = centre);
            right += COLUMN_GAP + width;
            settle(layer, cell -> List.of());
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int i = 0; i < layers.size(); i++) {
                settle(
                        layers.get(forward ? i : layers.size() - 1 - i),
                        forward ? cell -> cell.before : cell -> cell.after);
            }
        }
    }

    /**
     * Moves cells to the mean height of their neighbours as far as they do not touch: the least squares solution, found by
     * pooling cells that would overlap and moving them as one.
     */
    private static void settle(List<Cell> layer, Function<Cell, List<Cell>> neighbours) {
        int n = layer.size();
        double[] offset = new double[n]; // of a cell from the top of its layer, when all are packed
        double[] mean = new double[n];
        double[] weight = new double[n];
        int[] size = new int[n];
        int pools = 0;
        for (int i = 0; i < n; i++) {
            Cell cell = layer.get(i);
            if (i > 0) {
                offset[i] = offset[i - 1] + (layer.get(i - 1).height + cell.height) / 2 + ROW_GAP;
            }
            double wanted = neighbours.apply(cell).stream()
                    .mapToDouble(c -> c.y)
                    .average()
                    .orElse(cell.y);
            mean[pools] = wanted - offset[i];
            weight[pools] = cell.isBend() ? BEND_WEIGHT : 1;
            size[pools++] = 1;
            while (pools > 1 && mean[pools - 2] >= mean[pools - 1]) {
                double sum = weight[pools - 2] + weight[pools - 1];
                mean[pools - 2] = (mean[pools - 2] * weight[pools - 2] + mean[pools - 1] * weight[pools - 1]) / sum;
                weight[pools - 2] = sum;
                size[pools - 2] += size[--pools];
            }
        }
        for (int pool = 0, i = 0; pool < pools; pool++) {
            for (int k = 0; k < size[pool]; k++, i++) {
                layer.get(i).y = mean[pool] + offset[i];
            }
        }
    }
}
