package io.github.autograd4j.gpucheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.autograd4j.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks themselves, on devices that are always there. */
class ChecksTest {
    private static final Device REFERENCE = Device.of("reference");

    @TempDir
    Path folder;

    @AfterEach
    void forgetTheSeed() {
        System.clearProperty("gpucheck.seed");
    }

    private JsonNode run(Stage stage, Check check, Device device) throws Exception {
        Results results = new Results(folder, folder);
        StageReport report = StageReport.of(stage, results, 600);
        try (Attempts attempts = new Attempts(device::synchronize, report, folder.resolve("progress"))) {
            check.run(device, true, attempts);
        }
        report.end(report.isGood() ? Ending.PASSED : Ending.FAILED);
        return results.read(stage);
    }

    @Test
    void conformanceIsThatOfTheDeviceInQuestion() throws Exception {
        JsonNode found = run(Stage.CONFORMANCE, new ConformanceCheck(), REFERENCE);
        assertThat(found.path("status").asText()).as("%s", found).isEqualTo("passed");
        assertThat(found.path("passed").asInt())
                .isPositive()
                .isEqualTo(found.path("details").path("tests").asInt());
    }

    @Test
    void theOrderOfTheSuiteComesFromTheSeed() throws Exception {
        List<List<String>> orders = new ArrayList<>();
        for (String seed : List.of("1", "1", "2")) {
            System.setProperty("gpucheck.seed", seed);
            List<String> order = new ArrayList<>();
            ConformanceCheck.tests(Device.cpu(), true).forEach(test -> order.add(test.getDisplayName()));
            orders.add(order);
        }
        assertThat(orders.get(1)).isEqualTo(orders.get(0));
        assertThat(orders.get(2)).isNotEqualTo(orders.get(0)).containsExactlyInAnyOrderElementsOf(orders.get(0));
    }

    @Test
    void withoutScopesMemoryStaysWithinTheBudget() throws Exception {
        assertThat(run(Stage.LEAKS, new LeakCheck(2, 2, 256L << 20), REFERENCE)
                        .path("status")
                        .asText())
                .isEqualTo("passed");
    }

    /** The collector runs after 256 MiB, so a budget of nothing is exceeded. */
    @Test
    void aLoopThatExceedsItsBudgetFails() throws Exception {
        JsonNode found = run(Stage.LEAKS, new LeakCheck(6, 6, 0), REFERENCE);
        assertThat(found.path("failures").path(0).asText()).contains("without scopes", "expected at most");
    }

    @Test
    void whereNoSourcesArePackedNothingIsCompiled() throws Exception {
        assertThat(run(Stage.COMPILE, new CompileCheck(), Device.cpu())
                        .path("skipped")
                        .asText())
                .isEqualTo("no sources are packed");
    }
}
