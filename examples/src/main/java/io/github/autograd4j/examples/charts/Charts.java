package io.github.autograd4j.examples.charts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Charts as PNG files. The folder is made where it is missing, and a file appears whole or not at all. Text is drawn
 * with the machine's sans-serif font.
 *
 * <p>Every method throws an {@link IOException} if the file cannot be written or the machine has no fonts.
 */
public final class Charts {
    private Charts() {}

    /**
     * Loss and accuracy over the epochs of a training, 900×560 pixels. Values that are not finite are gaps.
     *
     * @param epochs the epochs' numbers, increasing
     * @param trainLoss loss on the training set, one value for each epoch
     * @param testLoss loss on the test set, or empty
     * @param testAccuracy fraction of the test set that is classified correctly, 0 .. 1, or empty
     * @param file where to write
     * @throws IOException see above
     * @throws IllegalArgumentException if there are no epochs or the numbers of values differ
     */
    public static void learningCurves(
            int[] epochs, double[] trainLoss, double[] testLoss, double[] testAccuracy, Path file) throws IOException {
        LearningCurves curves = new LearningCurves(epochs, trainLoss, testLoss, testAccuracy);
        Canvas.write(file, curves::draw);
    }

    /**
     * How often each class was taken for which: the counts in a grid, coloured by their share of the row.
     *
     * @param counts {@code counts[t][p]} samples of class t were predicted as p; square, not negative
     * @param labels the names of the classes
     * @param file where to write
     * @throws IOException see above
     * @throws IllegalArgumentException if the counts are not square or not of as many classes as labels, 1 to 100
     */
    public static void confusionMatrix(int[][] counts, String[] labels, Path file) throws IOException {
        ConfusionMatrix matrix = new ConfusionMatrix(counts, labels);
        Canvas.write(file, matrix::draw);
    }

    /**
     * Errors over steps on a logarithmic scale, such as how far two devices are apart during a training.
     *
     * @param errors a curve for each name: the error at step 1, 2, …; drawn in the order of the map
     * @param file where to write
     * @throws IOException see above
     * @throws IllegalArgumentException if there is no curve or an empty one
     */
    public static void errorCurves(Map<String, double[]> errors, Path file) throws IOException {
        errorCurves("Error", "step", "error", errors, file);
    }

    /**
     * Errors over steps on a logarithmic scale, 900×560 pixels. Signs are dropped; a zero is drawn at the lower edge,
     * a decade below the smallest other error, and so is what is 24 decades below the largest; values that are not finite
     * are gaps.
     *
     * @param title what stands above the chart
     * @param step what stands below the steps 1, 2, …
     * @param error what stands beside the errors
     * @param errors a curve for each name, drawn in the order of the map
     * @param file where to write
     * @throws IOException see above
     * @throws IllegalArgumentException if there is no curve or an empty one
     */
    public static void errorCurves(String title, String step, String error, Map<String, double[]> errors, Path file)
            throws IOException {
        ErrorCurves curves = new ErrorCurves(title, step, error, errors);
        Canvas.write(file, curves::draw);
    }

    /**
     * Ratios in groups, on a logarithmic scale, 900×560 pixels.
     *
     * @param title what stands above the chart
     * @param ratios for each kind of mark, the ratio of each group; positive
     * @param file where to write
     * @throws IOException see above
     * @throws IllegalArgumentException if there is none
     */
    public static void ratios(String title, Map<String, Map<String, Double>> ratios, Path file) throws IOException {
        RatioMarks marks = new RatioMarks(title, ratios);
        Canvas.write(file, marks::draw);
    }
}
