package io.github.autograd4j.examples.charts;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;

/** Loss at the left axis, accuracy in percent at the right one. */
final class LearningCurves {
    private final double[] epochs;
    private final double[] trainLoss;
    private final double[] testLoss;
    private final double[] testPercent;

    LearningCurves(int[] epochs, double[] trainLoss, double[] testLoss, double[] testAccuracy) {
        this.epochs = Arrays.stream(epochs).asDoubleStream().toArray();
        this.trainLoss = finite(trainLoss, 1);
        this.testLoss = finite(testLoss, 1);
        this.testPercent = finite(testAccuracy, 100);
        if (epochs.length == 0 || trainLoss.length != epochs.length) {
            throw mismatch("training losses", trainLoss.length);
        }
        if (testLoss.length != 0 && testLoss.length != epochs.length) {
            throw mismatch("test losses", testLoss.length);
        }
        if (testAccuracy.length != 0 && testAccuracy.length != epochs.length) {
            throw mismatch("test accuracies", testAccuracy.length);
        }
    }

    BufferedImage draw() {
        XYChart chart = LineStyle.chart("Learning curves", "epoch", "loss");
        boolean negative = DoubleStream.concat(Arrays.stream(trainLoss), Arrays.stream(testLoss))
                .anyMatch(loss -> loss < 0);
        if (!negative) {
            chart.getStyler().setYAxisMin(0, 0.0);
        }
        LineStyle.roundTicks(chart, epochs[0], epochs.length);
        LineStyle.add(chart, "training loss", epochs, trainLoss);
        if (testLoss.length > 0) {
            LineStyle.add(chart, "test loss", epochs, testLoss);
        }
        if (testPercent.length > 0) {
            LineStyle.add(chart, "test accuracy (right axis)", epochs, testPercent)
                    .setYAxisGroup(1);
            chart.setYAxisGroupTitle(1, "accuracy in %");
            chart.getStyler().setYAxisGroupPosition(1, Styler.YAxisPosition.Right);
            double worst =
                    Arrays.stream(testPercent).filter(Double::isFinite).min().orElse(0);
            chart.getStyler().setYAxisMin(1, Math.min(90, 10 * Math.floor(worst / 10)));
            chart.getStyler().setYAxisMax(1, 100.0);
        }
        return BitmapEncoder.getBufferedImage(chart);
    }

    private IllegalArgumentException mismatch(String what, int count) {
        return new IllegalArgumentException(
                "learning curves: " + count + " " + what + " for " + epochs.length + " epochs");
    }

    private static double[] finite(double[] values, double scale) {
        return Arrays.stream(values)
                .map(v -> Double.isFinite(v) ? v * scale : Double.NaN)
                .toArray();
    }
}
