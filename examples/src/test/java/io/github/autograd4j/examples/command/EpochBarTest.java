package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The line under way fits the terminal. */
class EpochBarTest {
    private static String line(double part, double left, int columns) {
        return new EpochBar(StandardCharsets.UTF_8)
                .line("epoch 2/10", part, "loss 0.1234  accuracy 95.2%", 1234.4, left, columns);
    }

    @Test
    void tellsScoreSpeedAndTimeLeft() {
        assertThat(line(0.505, 65.2, 80))
                .isEqualTo("epoch 2/10 ████      50%  loss 0.1234  accuracy 95.2%  1234 samples/s  ETA 1:05");
        assertThat(line(1, 0, 200)).contains("█".repeat(40) + " 100%").endsWith("ETA 0:00");
        assertThat(line(0, Double.NaN, 80)).endsWith("ETA -:--");
        assertThat(line(0.01, 7322, 80)).endsWith("ETA 2:02:02");
    }

    @Test
    void isCutWhereTheTerminalEnds() {
        assertThat(line(0.5, 1, 30)).hasSize(30);
    }
}
