package io.github.autograd4j.gpucheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts the files of the stages together: {@code result.json} for programs, {@code result.md} for people. */
final class Results {
    /** What {@code gpu-check} found out about the machine without Java. */
    private static final String MACHINE = "machine.txt";

    /** The figures of the benchmarks, a line of JSON each; PyTorch's are in a file of their own. */
    static final String FIGURES = "autograd4j.jsonl";

    private static final String FIGURES_OF_PYTORCH = "torch.jsonl";

    /** The figures side by side. */
    private static final String COMPARISON = "comparison.md";

    private static final int SHOWN = 20;

    private final Path folder;
    private final ObjectMapper mapper = new ObjectMapper();

    Results(Path folder) {
        this.folder = folder;
    }

    static String fileName(Stage stage) {
        return "stage-" + (stage.ordinal() + 1) + "-" + stage.title() + ".json";
    }

    private String read(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isReadable(file) ? Files.readString(file) : "";
    }

    void write() throws IOException {
        String machine = read(MACHINE);
        ObjectNode all = mapper.createObjectNode();
        all.put("machine", machine);
        ArrayNode stages = all.putArray("stages");
        for (Stage stage : Stage.values()) {
            Path file = folder.resolve(fileName(stage));
            if (Files.exists(file)) {
                stages.add(mapper.readTree(file.toFile()));
            } else {
                stages.addObject().put("stage", stage.title()).put("status", "not reached");
            }
        }
        ArrayNode figures = all.putArray("figures");
        for (String line : (read(FIGURES) + read(FIGURES_OF_PYTORCH)).lines().toList()) {
            figures.add(mapper.readTree(line));
        }
        mapper.writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve("result.json").toFile(), all);
        Files.writeString(folder.resolve("result.md"), markdown(machine, stages, read(COMPARISON)));
    }

    private static String markdown(String machine, ArrayNode stages, String comparison) {
        StringBuilder text = new StringBuilder("# GPU check\n\n```\n")
                .append(machine.strip())
                .append("\n```\n\n| stage | status | passed | failed | seconds |\n|---|---|--:|--:|--:|\n");
        for (JsonNode stage : stages) {
            text.append("| ").append(stage.path("stage").asText());
            text.append(" | ").append(stage.path("status").asText());
            for (String column : new String[] {"passed", "failed", "seconds"}) {
                text.append(" | ").append(stage.path(column).asText(""));
            }
            text.append(" |\n");
        }
        if (!comparison.isEmpty()) {
            text.append("\n## figures\n\n").append(comparison);
        }
        stages.forEach(stage -> section(text, stage));
        return text.toString();
    }

    private static void section(StringBuilder text, JsonNode stage) {
        JsonNode details = stage.path("details");
        JsonNode failures = stage.path("failures");
        if (details.isEmpty() && failures.isEmpty() && !stage.has("skipped")) {
            return;
        }
        text.append("\n## ").append(stage.path("stage").asText()).append("\n\n");
        if (stage.has("skipped")) {
            text.append("Skipped: ").append(stage.path("skipped").asText()).append(".\n");
        }
        details.properties().forEach(detail -> text.append("- ")
                .append(detail.getKey())
                .append(": ")
                .append(
                        detail.getValue().isTextual()
                                ? detail.getValue().asText()
                                : detail.getValue().toString())
                .append('\n'));
        for (int i = 0; i < Math.min(SHOWN, failures.size()); i++) {
            text.append("- FAILED `")
                    .append(failures.get(i).asText().replace('`', '\'').replace("\n", " "))
                    .append("`\n");
        }
        if (failures.size() > SHOWN) {
            text.append("- … and more; result.json has up to 200\n");
        }
    }
}
