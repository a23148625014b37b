package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nine programs give the values that their texts, corrected, give. */
class TourCommandTest {
    private static final String[] NAMES = {
        "hasktorch-mlp",
        "scalar-chain",
        "perceptron-mlp",
        "pytorch-arange",
        "two-layer-derivation",
        "sigmoid-fcl",
        "two-leaves",
        "max-exp",
        "linear-tanh"
    };

    private static Map<String, JsonNode> values(Object... args) throws Exception {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (String line : Run.of(args).succeeds().out()) {
            JsonNode object = new ObjectMapper().readTree(line);
            byName.put(object.get("name").asText(), object.get("values"));
        }
        return byName;
    }

    private static void assertValue(JsonNode values, String name, double expected) {
        assertThat(values.get(name).asDouble()).as(name).isCloseTo(expected, within(5e-6 * Math.abs(expected)));
    }

    @Test
    void agreesWithTheTextsAndCorrectsThem() throws Exception {
        Map<String, JsonNode> all = values("tour", "--json");
        assertThat(all).containsOnlyKeys(NAMES);
        JsonNode mlp = all.get("hasktorch-mlp");
        assertValue(mlp, "dL/dw211", 9.84164e-3);
        assertValue(mlp, "dL/dw111", -4.92082e-3);
        assertValue(mlp, "seed_w211", 9.86604e-3);
        assertValue(mlp, "seed_w111", -4.93302e-3);
        assertThat(mlp.get("w1_grad")).hasSize(4).allMatch(row -> row.size() == 3);
        assertThat(mlp.get("w2_grad")).hasSize(3).allMatch(row -> row.size() == 1);
        assertThat(all.get("scalar-chain").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("dz/dw2", "dz/db2", "dz/dy", "dz/dw1", "dz/db1", "dz/dx1");
        assertThat(all.get("perceptron-mlp").get("test_accuracy").asDouble()).isGreaterThan(0.98);
        assertThat(all.get("sigmoid-fcl").fieldNames())
                .toIterable()
                .contains("dE/dw1", "dE/dw2", "dE/dw3", "dE/dw4", "dE/dw5", "dE/dw6", "dE/dw7", "dE/dw8");
        assertValue(all.get("sigmoid-fcl"), "E", 0.2425198567);
        JsonNode leaves = all.get("two-leaves");
        assertValue(leaves, "value", 6);
        assertValue(leaves, "a_grad", 2);
        assertValue(leaves, "b_grad", 5);
        JsonNode max = all.get("max-exp");
        assertValue(max, "value", -1);
        assertValue(max, "x0_grad", 1);
        assertValue(max, "w0_grad", 4);
        assertValue(max, "x1_grad", 2);
        assertValue(max, "w1_grad", -2);
        assertValue(max, "w2_grad", 0);
    }

    @Test
    void printsAsPyTorchDoes() {
        assertThat(Run.of("tour", "pytorch-arange").succeeds().text()).contains("""
                        tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.], requiresGrad=true)
                        tensor([ 1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10.],
                               gradFn=<AddBackward>)
                        tensor([  1.,   4.,   9.,  16.,  25.,  36.,  49.,  64.,  81., 100.],
                               gradFn=<PowBackward>)
                        """);
    }

    @Test
    void runsOnTheReferenceDevice() throws Exception {
        assertThat(values("tour", "--json", "--device", "reference", "linear-tanh", "max-exp", "sigmoid-fcl"))
                .hasSize(3);
    }

    @Test
    void drawsGraphsAndCurves(@TempDir Path folder) throws Exception {
        Run.of("tour", "--out", folder.resolve("new"), "sigmoid-fcl", "two-leaves")
                .succeeds();
        try (var files = Files.list(folder.resolve("new"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "sigmoid-fcl.svg",
                            "sigmoid-fcl.dot",
                            "sigmoid-fcl.mmd",
                            "sigmoid-fcl.png",
                            "two-leaves.svg",
                            "two-leaves.dot",
                            "two-leaves.mmd");
        }
        assertThat(folder.resolve("new/two-leaves.svg")).content().contains("<svg", ">∂\u00a05.</text>");
    }
}
