package io.github.autograd4j.examples.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.examples.files.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
    private static final double[] NONE = {};
    private static final int BLUE = 0x0072B2;
    private static final int RED = 0xD55E00;
    private static final int GREEN = 0x009E73;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("charts").resolve("chart.png");
    }

    @Test
    void learningCurvesShowEachSeriesThatIsThere() throws IOException {
        int[] epochs = {1, 2, 3};
        double[] loss = {2, 1, .5};
        Charts.learningCurves(epochs, loss, loss, new double[] {.5, .8, .9}, file);
        assertThat(colours(900, 560)).contains(BLUE, RED, GREEN);
        Charts.learningCurves(epochs, loss, NONE, NONE, file);
        assertThat(colours(900, 560)).contains(BLUE).doesNotContain(RED, GREEN);
    }

    @Test
    void oneEpochAndADivergedTrainingAreCharts() throws IOException {
        Charts.learningCurves(new int[] {1}, new double[] {.3}, new double[] {.4}, new double[] {.9}, file);
        assertThat(colours(900, 560)).contains(BLUE, RED, GREEN);
        double[] diverged = {1e30, Double.POSITIVE_INFINITY, Double.NaN};
        Charts.learningCurves(new int[] {1, 2, 3}, diverged, diverged, diverged, file);
        assertThat(colours(900, 560)).contains(BLUE);
        double[] nothing = {Double.NaN};
        Charts.learningCurves(new int[] {1}, nothing, nothing, nothing, file);
        colours(900, 560);
    }

    @Test
    void learningCurvesRefuseOtherLengths() {
        double[] two = {1, 2};
        assertThatThrownBy(() -> Charts.learningCurves(new int[] {1}, two, NONE, NONE, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("learning curves: 2 training losses for 1 epochs");
        assertThatThrownBy(() -> Charts.learningCurves(new int[] {1}, new double[] {1}, two, NONE, file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.learningCurves(new int[] {1}, new double[] {1}, NONE, two, file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.learningCurves(new int[0], NONE, NONE, NONE, file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void confusionMatrixColoursCellsByTheirShare() throws IOException {
        String[] labels = {"0", "1", "2"};
        Charts.confusionMatrix(new int[][] {{9, 1, 0}, {0, 10, 0}, {5, 0, 5}}, labels, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getHeight()).isEqualTo(64 + 3 * 64 + 76);
        int left = image.getWidth() - 110 - 3 * 64;
        // the corner of a cell, where no count is written
        assertThat(image.getRGB(left + 64 + 5, 64 + 64 + 5) & 0xFFFFFF)
                .as("all of the row")
                .isEqualTo(0x08306B);
        assertThat(image.getRGB(left + 5, 64 + 64 + 5) & 0xFFFFFF)
                .as("none of the row")
                .isEqualTo(0xF7FBFF);
        assertThat(image.getRGB(left + 5, 64 + 128 + 5) & 0xFFFFFF)
                .as("half of the row")
                .isEqualTo(0x6BAED6);
    }

    @Test
    void confusionMatricesOfAllSizes() throws IOException {
        for (int n : new int[] {1, 10, 37, 100}) {
            String[] labels = new String[n];
            for (int i = 0; i < n; i++) {
                labels[i] = "a rather long label of class " + i;
            }
            Charts.confusionMatrix(new int[n][n], labels, file);
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(image.getWidth()).as("%d classes", n).isBetween(400, 2000);
            assertThat(image.getHeight()).as("%d classes", n).isBetween(200, 2000);
        }
    }

    @Test
    void confusionMatrixRefusesWhatIsNoMatrix() {
        String[] labels = {"a", "b"};
        assertThatThrownBy(() -> Charts.confusionMatrix(new int[3][3], labels, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confusion matrix: 3 rows for 2 labels (1 to 100)");
        assertThatThrownBy(() -> Charts.confusionMatrix(new int[2][3], labels, file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.confusionMatrix(new int[][] {{1, -1}, {0, 0}}, labels, file))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.confusionMatrix(new int[0][], new String[0], file))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void errorCurvesTakeZerosGapsAndExtremes() throws IOException {
        Map<String, double[]> errors = new LinkedHashMap<>();
        errors.put("signed", new double[] {-1e-7, 2e-7, 0, Double.NaN, 1e-6});
        errors.put("exact", new double[300]);
        errors.put("extreme", new double[] {Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY});
        Charts.errorCurves(errors, file);
        assertThat(colours(900, 560)).contains(BLUE, RED, GREEN);
        Charts.errorCurves(Map.of("exact", new double[] {0, 0}), file);
        assertThat(colours(900, 560)).contains(BLUE);
        Charts.errorCurves(Map.of("nothing", new double[] {Double.NaN}), file);
        colours(900, 560);
        assertThatThrownBy(() -> Charts.errorCurves(Map.of(), file)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Charts.errorCurves(Map.of("empty", NONE), file))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingButTheChartIsLeftBehind() throws IOException {
        Charts.errorCurves(Map.of("a", new double[] {1}), file);
        Charts.errorCurves(Map.of("a", new double[] {2}), file);
        assertThat(names(file.getParent())).containsExactly("chart.png");
    }

    @Test
    void aFailureKeepsTheOldFile() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk full");
        assertThat(file).hasContent("old");
        assertThat(names(file.getParent())).containsExactly("chart.png");
    }

    private Set<Integer> colours(int width, int height) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        Set<Integer> colours = new HashSet<>();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(f -> names.add(f.getFileName().toString()));
        }
        return names;
    }
}
