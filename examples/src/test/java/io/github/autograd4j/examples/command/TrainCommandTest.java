package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and prediction, from files to files. */
class TrainCommandTest {
    @TempDir
    private Path folder;

    private Run train(Path data, String out, Object... more) {
        Object[] args = {
            "train", "--dataset", "digits", "--data", data, "--epochs", 3, "--json", "--out", folder.resolve(out)
        };
        Object[] all = java.util.Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Run.of(all);
    }

    private List<String> files(String out) throws IOException {
        try (var files = Files.list(folder.resolve(out))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** What must be the same again, without what is measured. */
    private List<String> losses(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("metrics.csv")).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',', line.lastIndexOf(',') - 1)))
                .toList();
    }

    @Test
    void learnsWritesAndRepeatsItself() throws Exception {
        Path data = TinyDigits.write(folder.resolve("data"), 1000, 200);
        Run run = train(data, "a").succeeds();
        assertThat(run.text()).contains("Conv2d", "[1, 16, 8, 8]", "38,282", "epoch 3/3", "test accuracy");
        JsonNode result = new ObjectMapper().readTree(run.last());
        assertThat(result.fieldNames())
                .toIterable()
                .contains(
                        "device",
                        "dataset",
                        "epochs",
                        "test_accuracy",
                        "train_loss",
                        "samples_per_second",
                        "parameters");
        assertThat(result.get("test_accuracy").asDouble()).isBetween(0.7, 1.0);
        assertThat(result.get("parameters").asLong()).isEqualTo(38_282);
        assertThat(files("a"))
                .containsExactly("confusion-matrix.png", "learning-curves.png", "metrics.csv", "model.safetensors");

        train(data, "b").succeeds();
        assertThat(losses("b")).isEqualTo(losses("a")).hasSize(4);
        assertThat(folder.resolve("b/model.safetensors")).hasSameBinaryContentAs(folder.resolve("a/model.safetensors"));
        train(data, "c", "--seed", 2).succeeds();
        assertThat(losses("c")).isNotEqualTo(losses("a"));

        Path picture = picture();
        JsonNode prediction = new ObjectMapper()
                .readTree(Run.of("predict", "--json", "--model", folder.resolve("a/model.safetensors"), picture)
                        .succeeds()
                        .last());
        assertThat(prediction.get("probabilities")).hasSize(10);
        assertThat(Run.of("predict", "--model", folder.resolve("a/model.safetensors"), picture)
                        .succeeds()
                        .last())
                .isEqualTo("it is a " + prediction.get("prediction").asInt());
    }

    @Test
    void trainsPerceptronsToo() throws Exception {
        Path data = TinyDigits.write(folder.resolve("data"), 300, 50);
        assertThat(train(data, "mlp", "--model", "mlp").succeeds().text())
                .contains("Linear")
                .doesNotContain("Conv2d");
    }

    /** A vertical stroke. */
    private Path picture() throws IOException {
        BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 60; x++) {
                image.setRGB(x, y, x > 26 && x < 33 && y > 9 && y < 50 ? 0 : 0xFFFFFF);
            }
        }
        Path file = folder.resolve("one.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }
}
