package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Devices found, and not. */
class DevicesCommandTest {
    @Test
    void namesDevicesKernelsAndReasons() {
        assertThat(Run.of("devices").succeeds().text()).contains("cpu", "kernels", "(best)", "cuda");
    }

    @Test
    void speaksJson() throws Exception {
        Run run = Run.of("devices", "--json").succeeds();
        assertThat(run.out()).hasSize(1);
        JsonNode all = new ObjectMapper().readTree(run.last());
        assertThat(all.get("best").asText()).isNotEmpty();
        assertThat(all.get("devices").findValuesAsText("device")).contains("cpu");
        assertThat(all.get("diagnostics")).anyMatch(line -> line.asText().startsWith("cuda"));
    }
}
