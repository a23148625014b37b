package io.github.autograd4j.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.examples.train.Architecture;
import io.github.autograd4j.io.Safetensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data at fault: one line, exit code 1, and nothing left in the folder for results. */
class BadFilesTest {
    @TempDir
    private Path folder;

    private Path out() {
        return folder.resolve("out");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(out()).satisfiesAnyOf(out -> assertThat(out).doesNotExist(), out -> assertThat(out)
                .isEmptyDirectory());
    }

    private Run train(String dataset, Path data) {
        return Run.of("train", "--dataset", dataset, "--data", data, "--epochs", 1, "--out", out());
    }

    private Run predict(Path model) {
        return Run.of("predict", "--model", model, folder.resolve("any.png"));
    }

    @Test
    void missingFolder() {
        Path missing = folder.resolve("missing");
        train("mnist", missing).failsWith(Cli.FAILED, missing + ": no such file or directory");
        train("digits", missing).failsWith(Cli.FAILED, missing + ": no such file or directory");
    }

    @Test
    void missingFiles() {
        train("mnist", folder).failsWith(Cli.FAILED, "there is neither t10k-images-idx3-ubyte nor");
        train("digits", folder).failsWith(Cli.FAILED, "optdigits.tra: no such file or directory");
    }

    @Test
    void truncatedIdx() throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + 100);
        images.putInt(0x803).putInt(10).putInt(28).putInt(28);
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images.array());
        train("mnist", folder).failsWith(Cli.FAILED, "t10k-images-idx3-ubyte: the header promises 7840 bytes");
    }

    @Test
    void imagesWithoutLabels() throws IOException {
        Files.write(
                folder.resolve("t10k-images-idx3-ubyte"),
                ByteBuffer.allocate(16 + 784)
                        .putInt(0x803)
                        .putInt(1)
                        .putInt(28)
                        .putInt(28)
                        .array());
        Files.write(
                folder.resolve("t10k-labels-idx1-ubyte"),
                ByteBuffer.allocate(8 + 2).putInt(0x801).putInt(2).array());
        train("mnist", folder).failsWith(Cli.FAILED, "1 images and 2 labels");
    }

    @Test
    void numberThatIsNone() throws IOException {
        TinyDigits.write(folder, 10, 10);
        Path file = folder.resolve("optdigits.tes");
        Files.writeString(file, Files.readString(file).replaceFirst("\n\\d+,", "\nmany,"));
        train("digits", folder).failsWith(Cli.FAILED, "optdigits.tes", "2", "many");
    }

    @Test
    void numberOutOfRange() throws IOException {
        TinyDigits.write(folder, 10, 10);
        Path file = folder.resolve("optdigits.tra");
        Files.writeString(file, Files.readString(file).replaceFirst("\n\\d+,", "\n17,"));
        train("digits", folder).failsWith(Cli.FAILED, "optdigits.tra: row 2, column 1", "from 0 to 16, found 17");
    }

    @Test
    void resultsWhereAFileIs() throws IOException {
        TinyDigits.write(folder, 10, 10);
        Path file = Files.writeString(folder.resolve("file"), "");
        Run.of("train", "--dataset", "digits", "--data", folder, "--out", file)
                .failsWith(Cli.FAILED, file + ": a file of this name exists");
    }

    @Test
    void headerThatLies() throws IOException {
        Path model = folder.resolve("model.safetensors");
        String json = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1000000000],\"data_offsets\":[0,4000000000]}}";
        Files.write(
                model,
                ByteBuffer.allocate(8 + json.length() + 8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length())
                        .put(json.getBytes(StandardCharsets.UTF_8))
                        .array());
        predict(model).failsWith(Cli.FAILED, "model.safetensors: ");
        Files.write(
                model,
                ByteBuffer.allocate(16)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(Long.MAX_VALUE)
                        .array());
        predict(model).failsWith(Cli.FAILED, "model.safetensors: ");
    }

    @Test
    void shapesThatDoNotFit() throws IOException {
        Path model = folder.resolve("model.safetensors");
        Map<String, Tensor> state =
                new HashMap<>(Architecture.MLP.build(8, 8, Rng.of(1)).stateDict());
        state.put("1.weight", Tensor.zeros(256, 63));
        Map<String, String> metadata =
                Map.of("architecture", "mlp", "height", "8", "width", "8", "mean", "0.3", "deviation", "0.4");
        Safetensors.write(model, state, metadata);
        predict(model).failsWith(Cli.FAILED, "1.weight is float32[256, 64] here and float32[256, 63] in the state");
        Safetensors.write(model, state);
        predict(model).failsWith(Cli.FAILED, "does not say what model it holds");
    }

    @Test
    void pictureThatIsNone() throws IOException {
        Path model = folder.resolve("model.safetensors");
        Map<String, String> metadata =
                Map.of("architecture", "mlp", "height", "8", "width", "8", "mean", "0.3", "deviation", "0.4");
        Safetensors.write(model, Architecture.MLP.build(8, 8, Rng.of(1)).stateDict(), metadata);
        predict(model).failsWith(Cli.FAILED, "any.png: no such file");
        Files.writeString(folder.resolve("any.png"), "text");
        predict(model).failsWith(Cli.FAILED, "any.png: not a PNG file");
    }
}
