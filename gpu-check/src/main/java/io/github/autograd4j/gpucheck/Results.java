package io.github.autograd4j.gpucheck;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.autograd4j.benchmarks.gpu.ComparisonTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The parts of the results, a file for each stage and some that are not ours, and what they make together: {@code
 * result.json} for programs, {@code result.md} for people. Files appear whole, by renaming.
 */
final class Results {
    /** What {@code gpu-check} found out about the machine without Java. */
    private static final String MACHINE = "machine.txt";

    /** The figures of the benchmarks, a line of JSON each; PyTorch's are in a file of their own. */
    private static final String FIGURES = "autograd4j.jsonl";

    private static final String FIGURES_OF_PYTORCH = "torch.jsonl";

    private static final int SHOWN = 20;

    private final Path parts;
    private final Path folder;
    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Creates the results.
     *
     * @param parts where the parts are
     * @param folder where what they make goes
     */
    Results(Path parts, Path folder) {
        this.parts = parts;
        this.folder = folder;
    }

    Path part(String name) {
        return parts.resolve(name);
    }

    Path figures() {
        return part(FIGURES);
    }

    private static String fileName(Stage stage) {
        return "stage-" + (stage.ordinal() + 1) + "-" + stage.title() + ".json";
    }

    /** Returns what a stage has found so far; a missing node if it did not begin. */
    JsonNode read(Stage stage) {
        return parse(text(fileName(stage)));
    }

    /** Keeps what a stage has found so far. */
    void keep(Stage stage, JsonNode found) throws IOException {
        write(parts.resolve(fileName(stage)), mapper.writeValueAsString(found));
    }

    /**
     * Puts everything together.
     *
     * @param running the stage that goes on, or null; any other that did not end was broken off: it crashed, or somebody
     *     stopped it
     */
    void write(Stage running) throws IOException {
        String machine = text(MACHINE);
        ObjectNode all = mapper.createObjectNode();
        all.put("machine", machine);
        ArrayNode stages = all.putArray("stages");
        for (Stage stage : Stage.values()) {
            JsonNode found = read(stage);
            if (found.isMissingNode()) {
                stages.addObject().put("stage", stage.title()).put("status", "not reached");
            } else {
                stages.add(found);
                if (stage != running && found.path("status").asText().equals("running")) {
                    boolean failed = found.path("failed").asInt() > 0;
                    ((ObjectNode) found).put("status", failed ? "failed" : "broken off");
                }
            }
        }
        ArrayNode figures = all.putArray("figures");
        (text(FIGURES) + text(FIGURES_OF_PYTORCH)).lines().map(this::parse).forEach(figure -> {
            if (!figure.isMissingNode()) {
                figures.add(figure);
            }
        });
        write(
                folder.resolve("result.json"),
                mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        String comparison = figures.isEmpty() ? "" : ComparisonTable.of(figures(), part(FIGURES_OF_PYTORCH));
        write(folder.resolve("result.md"), markdown(machine, stages, comparison));
    }

    /** Whoever wrote a line, or a file, may have been ended before its end. */
    private JsonNode parse(String text) {
        try {
            JsonNode parsed = mapper.readTree(text);
            return parsed.isObject() ? parsed : MissingNode.getInstance();
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    private String text(String name) {
        try {
            return Files.readString(parts.resolve(name));
        } catch (IOException e) {
            return ""; // not there yet
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".part");
        Files.write(next, text.getBytes(StandardCharsets.UTF_8));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
