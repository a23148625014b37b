package io.github.autograd4j.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    Path folder;

    private StageReport report(Stage stage) {
        return new StageReport(stage.title(), folder.resolve(Results.fileName(stage)), 60);
    }

    private JsonNode results() throws IOException {
        new Results(folder).write();
        return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }

    @Test
    void areThereBeforeTheFirstStage() throws IOException {
        JsonNode results = results();
        assertThat(results.path("stages")).hasSize(Stage.values().length);
        assertThat(results.path("stages").path(0).path("status").asText()).isEqualTo("not reached");
        assertThat(folder.resolve("result.md")).content().contains("| environment | not reached |");
    }

    @Test
    void showWhatEachStageFound() throws IOException {
        Files.writeString(folder.resolve("machine.txt"), "driver: 580.65\n");
        StageReport training = report(Stage.TRAINING);
        training.passed();
        training.failed("step 3: off by `1`");
        training.detail("SGD", Map.of("loss", 0.5));
        training.finish();
        StageReport benchmarks = report(Stage.BENCHMARKS);
        benchmarks.skipped("none here");
        benchmarks.finish();

        JsonNode results = results();
        assertThat(results.path("machine").asText()).contains("580.65");
        JsonNode stage = results.path("stages").path(Stage.TRAINING.ordinal());
        assertThat(stage.path("status").asText()).isEqualTo("failed");
        assertThat(stage.path("passed").asInt()).isEqualTo(1);
        assertThat(stage.path("details").path("SGD").path("loss").asDouble()).isEqualTo(0.5);
        assertThat(folder.resolve("result.md"))
                .content()
                .contains("driver: 580.65")
                .contains("| training | failed | 1 | 1 |")
                .contains("- FAILED `step 3: off by '1'`")
                .contains("| benchmarks | skipped |")
                .contains("Skipped: none here.");
    }

    @Test
    void haveTheFigures() throws IOException {
        Files.writeString(folder.resolve(Results.FIGURES), "{\"benchmark\":\"copy\"}\n");
        Files.writeString(folder.resolve("torch.jsonl"), "{\"benchmark\":\"gemm\"}\n");
        Files.writeString(folder.resolve("comparison.md"), "| copy |\n");
        assertThat(results().path("figures").findValuesAsText("benchmark")).containsExactly("copy", "gemm");
        assertThat(folder.resolve("result.md")).content().contains("## figures\n\n| copy |");
    }

    @Test
    void ofAStageThatGoesOnOrWasCutShortAreKept() throws IOException {
        StageReport leaks = report(Stage.LEAKS);
        leaks.detail("after 2 steps", "1 MB");
        assertThat(results()
                        .path("stages")
                        .path(Stage.LEAKS.ordinal())
                        .path("status")
                        .asText())
                .isEqualTo("running");
        leaks.cutShort();
        assertThat(results()
                        .path("stages")
                        .path(Stage.LEAKS.ordinal())
                        .path("status")
                        .asText())
                .isEqualTo("cut short");
    }
}
