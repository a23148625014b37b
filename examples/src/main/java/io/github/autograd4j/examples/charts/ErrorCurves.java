package io.github.autograd4j.examples.charts;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;

/** Errors on a logarithmic scale, which has no zero: zeros are drawn at the lower edge. */
final class ErrorCurves {
    private static final int MOST_DECADES = 24;

    private final String title;
    private final String step;
    private final String error;
    private final Map<String, double[]> curves = new LinkedHashMap<>();

    ErrorCurves(String title, String step, String error, Map<String, double[]> curves) {
        this.title = title;
        this.step = step;
        this.error = error;
        curves.forEach((name, values) -> {
            if (values.length == 0) {
                throw new IllegalArgumentException("error curves: " + name + " is empty");
            }
            this.curves.put(name, Arrays.stream(values).map(Math::abs).toArray());
        });
        if (curves.isEmpty()) {
            throw new IllegalArgumentException("error curves: there is none");
        }
    }

    BufferedImage draw() {
        double smallest = positive().min().orElse(1);
        double largest = positive().max().orElse(1);
        boolean zeros = curves.values().stream().flatMapToDouble(Arrays::stream).anyMatch(v -> v == 0);
        double highest = Math.min(308, Math.floor(Math.log10(largest)) + 1);
        double lowest = Math.floor(Math.log10(smallest)) - (zeros ? 1 : 0);
        double bottom = Math.pow(10, Math.max(-307, Math.max(lowest, highest - MOST_DECADES)));
        double top = Math.max(largest, Math.pow(10, highest));
        XYChart chart = LineStyle.chart(title, step, zeros ? error + " (exact agreement at the edge)" : error);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(bottom);
        chart.getStyler().setYAxisMax(top);
        LineStyle.roundTicks(
                chart,
                1,
                curves.values().stream().mapToInt(values -> values.length).max().orElse(0));
        curves.forEach((name, values) -> {
            double[] steps =
                    IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
            double[] drawn = Arrays.stream(values)
                    .map(v -> Double.isFinite(v) ? Math.max(bottom, v) : Double.NaN)
                    .toArray();
            LineStyle.add(chart, name, steps, drawn);
        });
        return BitmapEncoder.getBufferedImage(chart);
    }

    private DoubleStream positive() {
        return curves.values().stream().flatMapToDouble(Arrays::stream).filter(v -> v > 0 && Double.isFinite(v));
    }
}
