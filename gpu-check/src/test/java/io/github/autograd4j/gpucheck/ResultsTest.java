package io.github.autograd4j.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @TempDir
    Path folder;

    private Path parts;
    private Results results;

    @BeforeEach
    void makeFolders() throws IOException {
        parts = Files.createDirectory(folder.resolve("parts"));
        results = new Results(parts, folder);
    }

    private StageReport report(Stage stage) {
        return StageReport.of(stage, results, 60);
    }

    private JsonNode all() throws IOException {
        return new ObjectMapper().readTree(folder.resolve("result.json").toFile());
    }

    private String status(Stage stage) throws IOException {
        return all().path("stages").path(stage.ordinal()).path("status").asText();
    }

    @Test
    void areThereWhenTheFirstStageBegins() throws IOException {
        report(Stage.ENVIRONMENT);
        assertThat(all().path("stages")).hasSize(Stage.values().length);
        assertThat(status(Stage.ENVIRONMENT)).isEqualTo("running");
        assertThat(status(Stage.LEAKS)).isEqualTo("not reached");
        assertThat(folder.resolve("result.md")).content().contains("| leaks | not reached |");
    }

    @Test
    void showWhatEachStageFound() throws IOException {
        Files.writeString(parts.resolve("machine.txt"), "driver: 580.65\n");
        StageReport training = report(Stage.TRAINING);
        training.passed();
        training.failed("step 3: off by `1`");
        training.detail("SGD", Map.of("loss", 0.5));
        training.end(Ending.FAILED);
        StageReport benchmarks = report(Stage.BENCHMARKS);
        benchmarks.skipped("none here");
        benchmarks.end(Ending.PASSED);

        assertThat(all().path("machine").asText()).contains("580.65");
        JsonNode stage = all().path("stages").path(Stage.TRAINING.ordinal());
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
    void haveTheFiguresThatWereWrittenToTheirEnd() throws IOException {
        String line =
                "{\"suite\":\"%s\",\"benchmark\":\"copy\",\"precision\":\"float32\",\"value\":2,\"unit\":\"s\"}\n";
        Files.writeString(parts.resolve("autograd4j.jsonl"), line.formatted("autograd4j"));
        Files.writeString(parts.resolve("torch.jsonl"), line.formatted("torch eager") + "{\"suite\":\"torch ea");
        results.write(null);
        assertThat(all().path("figures").findValuesAsText("suite")).containsExactly("autograd4j", "torch eager");
        assertThat(folder.resolve("result.md"))
                .content()
                .contains("## figures\n\n| benchmark | precision | autograd4j | torch eager |")
                .contains("| copy | float32 | 2.000 | 2.000 |");
    }

    @Test
    void sayWhichStageWasCutShortAndWhichBrokenOff() throws IOException {
        StageReport leaks = report(Stage.LEAKS);
        leaks.detail("after 2 steps", "1 MB");
        leaks.end(Ending.CUT_SHORT);
        leaks.failed("too late: the process is about to end");
        assertThat(status(Stage.LEAKS)).isEqualTo("cut short");
        report(Stage.BENCHMARKS);
        assertThat(status(Stage.BENCHMARKS)).isEqualTo("running");
        results.write(null);
        assertThat(status(Stage.BENCHMARKS)).isEqualTo("broken off");
        report(Stage.TRAINING).failed("a step");
        results.write(null);
        assertThat(status(Stage.TRAINING)).isEqualTo("failed");
        assertThat(status(Stage.LEAKS)).isEqualTo("cut short");
    }
}
