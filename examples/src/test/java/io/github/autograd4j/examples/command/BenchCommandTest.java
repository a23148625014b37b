package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workloads timed from the command line. */
class BenchCommandTest {
    private static final Object[] SHORT = {"bench", "--rounds", "1", "--millis", "2", "--threads", "1", "--only"};

    private static Run bench(Object... more) {
        Object[] line = new Object[SHORT.length + more.length];
        System.arraycopy(SHORT, 0, line, 0, SHORT.length);
        System.arraycopy(more, 0, line, SHORT.length, more.length);
        return Run.of(line).succeeds();
    }

    @Test
    void showsTimesAndRatiosToTheCeiling() {
        Run run = bench("W1 64,W7 graph", "--scalar");
        assertThat(run.out().get(0)).contains("(1 thread)", "vector", "scalar", "of ceiling", "of best peer");
        assertThat(run.text()).contains("ceiling copy", "W1 64 ", "W7 graph ").doesNotContain("failed");
    }

    @Test
    void writesJsonAndAChart(@TempDir Path folder) throws IOException {
        Run run = bench("W3b sum 1", "--json", "--out", folder);
        JsonNode all = new ObjectMapper().readTree(run.text());
        assertThat(all.get("threads").asInt()).isEqualTo(1);
        JsonNode row = all.get("workloads").get(all.get("workloads").size() - 1);
        assertThat(row.get("workload").asText()).isEqualTo("W3b sum 1");
        assertThat(row.get("nanos").get("vector").asDouble()).isPositive();
        assertThat(row.get("of_ceiling").asDouble()).isPositive();
        assertThat(new ObjectMapper().readTree(folder.resolve("bench.json").toFile()))
                .isEqualTo(all);
        assertThat(ImageIO.read(folder.resolve("bench.png").toFile()).getWidth())
                .isEqualTo(900);
    }

    @Test
    void refusesWhatIsNotThere() {
        Run.of("bench", "--only", "W99").failsWith(Cli.USAGE, "there is no workload 'W99'");
        Run.of("bench", "--threads", "0").failsWith(Cli.USAGE, "have to be positive");
    }
}
