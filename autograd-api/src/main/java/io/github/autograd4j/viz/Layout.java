package io.github.autograd4j.viz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where everything of a picture is.
 *
 * @param boxes the nodes
 * @param edges for each edge the points it goes through, as x, y, x, y …
 * @param width of the picture
 * @param height of the picture
 */
record Layout(List<Cell> boxes, List<double[]> edges, double width, double height) {
    private static final double MARGIN = 20;
    private static final double PORT_GAP = 12;

    static Layout of(List<TraceNode> nodes) {
        List<List<Cell>> layers = Layers.of(nodes);
        Ordering.apply(layers);
        Placement.apply(layers);
        List<Cell> boxes = new ArrayList<>();
        List<double[]> edges = new ArrayList<>();
        double bottom = moveToOrigin(layers);
        double right = 0;
        double[] columns = new double[layers.size()];
        for (List<Cell> layer : layers) {
            for (Cell cell : layer) {
                columns[cell.layer] = Math.max(columns[cell.layer], cell.width);
                right = Math.max(right, cell.x + cell.width / 2);
                if (!cell.isBend()) {
                    boxes.add(cell);
                }
            }
        }
        for (Cell box : boxes) {
            List<Cell> before = new ArrayList<>(box.before);
            before.sort(Comparator.comparingDouble(cell -> cell.y));
            for (int i = 0; i < before.size(); i++) {
                double spread = Math.min(PORT_GAP, box.height / (before.size() + 1));
                edges.add(edge(before.get(i), box, box.y + (i - (before.size() - 1) / 2.0) * spread, columns));
            }
        }
        return new Layout(boxes, edges, right + MARGIN, bottom + MARGIN);
    }

    private static double moveToOrigin(List<List<Cell>> layers) {
        double top = Double.POSITIVE_INFINITY;
        double bottom = 0;
        for (List<Cell> layer : layers) {
            for (Cell cell : layer) {
                top = Math.min(top, cell.y - cell.height / 2);
            }
        }
        for (List<Cell> layer : layers) {
            for (Cell cell : layer) {
                cell.x += MARGIN;
                cell.y += MARGIN - top;
                bottom = Math.max(bottom, cell.y + cell.height / 2);
            }
        }
        return bottom;
    }

    /** From the right side of a box through the columns in between to the left side of the next box. */
    private static double[] edge(Cell last, Cell to, double port, double[] columns) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {to.x - to.width / 2, port});
        Cell at = last;
        while (at.isBend()) {
            double half = columns[at.layer] / 2;
            points.add(0, new double[] {at.x + half, at.y});
            points.add(0, new double[] {at.x - half, at.y});
            at = at.before.get(0);
        }
        points.add(0, new double[] {at.x + at.width / 2, at.y});
        return points.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    }
}
