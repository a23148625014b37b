package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Devices compared from the command line. */
class EquivalenceCommandTest {
    @Test
    void showsTheLargestDeviationOfEachOperation() {
        Run run = Run.of("equivalence", "--ops", "exp,sort", "--devices", "cpu").succeeds();
        assertThat(run.out().get(0)).contains("operation", "forward", "gradient", "of allowed");
        assertThat(run.out().get(2)).startsWith("exp").contains(" cpu ").endsWith("ok");
        assertThat(run.out().get(3)).startsWith("sort").contains(" 0% ").endsWith("ok");
        assertThat(run.last()).startsWith("all ").endsWith("ok");
    }

    @Test
    void printsJson() throws IOException {
        Run run = Run.of("equivalence", "--json", "--ops", "tanh", "--dtypes", "float32")
                .succeeds();
        assertThat(run.out()).hasSize(1);
        JsonNode all = new ObjectMapper().readTree(run.text());
        assertThat(all.get("equivalent").asBoolean()).isTrue();
        assertThat(all.get("devices").get(0).asText()).isEqualTo("cpu");
        JsonNode row = all.get("operations").get(0);
        assertThat(row.get("operation").asText()).isEqualTo("tanh");
        assertThat(row.get("forward").get("share").asDouble()).isBetween(0.0, 1.0);
        assertThat(row.get("samples").asInt()).isPositive();
    }

    @Test
    void refusesWhatIsNotThere() {
        Run.of("equivalence", "--ops", "nonsense").failsWith(Cli.USAGE, "there is no operation 'nonsense'");
        Run.of("equivalence", "--dtypes", "float33").failsWith(Cli.USAGE, "float33");
        Run.of("equivalence", "--devices", "C:").failsWith(Cli.USAGE, "malformed name");
        Run.of("equivalence", "--devices", "cuda:99").failsWith(Cli.FAILED, "cuda:99 unavailable");
    }
}
