package io.github.autograd4j.examples.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {
    private static final String[] LABELS = {"0", "seven"};

    @Test
    void drawsEighthsOfAColumn() {
        assertThat(BarChart.render(LABELS, new double[] {.25, .828125}, 21, StandardCharsets.UTF_8))
                .containsExactly("0     ██        25.0%", "seven ██████▋   82.8%");
        assertThat(BarChart.render(LABELS, new double[] {0, 1}, 21, StandardCharsets.UTF_8))
                .containsExactly("0                0.0%", "seven ████████ 100.0%");
    }

    @Test
    void fallsBackToAscii() {
        List<String> lines = BarChart.render(LABELS, new double[] {.25, .828125}, 21, StandardCharsets.US_ASCII);
        assertThat(lines).containsExactly("0     ##        25.0%", "seven #######   82.8%");
        // code page 437 has the full block, but not the eighths
        assertThat(BarChart.render(LABELS, new double[] {.25, .828125}, 21, Charset.forName("IBM437")))
                .isEqualTo(lines);
    }

    @Test
    void keepsToTheWidth() {
        for (int width = 21; width < 120; width++) {
            for (String line : BarChart.render(LABELS, new double[] {.3, 1}, width, StandardCharsets.UTF_8)) {
                assertThat(line).hasSize(width);
            }
        }
    }

    @Test
    void writesWhatIsNoFractionAsItIs() {
        double[] values = {-.5, 1.2, Double.NaN, Double.POSITIVE_INFINITY};
        assertThat(BarChart.render(new String[] {"a", "b", "c", "d"}, values, 0, StandardCharsets.US_ASCII))
                .containsExactly("a          -50.0%", "b ######## 120.0%", "c             NaN", "d ######## Infinity");
    }

    @Test
    void anyTerminalWillDo() {
        assertThat(BarChart.render(LABELS, new double[] {0, 1}, 40)).hasSize(2);
        assertThat(Terminal.charset()).isNotNull();
    }

    @Test
    void refusesLabelsWithoutValues() {
        assertThatThrownBy(() -> BarChart.render(LABELS, new double[3], 40))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bars: 2 labels for 3 values");
    }
}
