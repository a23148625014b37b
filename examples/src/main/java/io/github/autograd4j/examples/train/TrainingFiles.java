package io.github.autograd4j.examples.train;

import io.github.autograd4j.examples.charts.Charts;
import io.github.autograd4j.examples.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a training leaves in a folder: the model, numbers, pictures; each file whole or not there. */
public final class TrainingFiles {
    private static final String HEADER =
            "epoch,train_loss,train_accuracy,test_loss,test_accuracy,learning_rate,seconds,samples_per_second\n";

    private TrainingFiles() {}

    /**
     * Makes the folder where it is missing.
     *
     * @throws IOException if it cannot be made, or is not a folder that can be written to
     */
    public static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /**
     * Writes the files into a folder that is there.
     *
     * @throws IOException if one cannot be written; those before it are there then
     */
    public static void write(Path folder, TrainedModel model, List<EpochResult> results) throws IOException {
        model.write(folder.resolve("model.safetensors"));
        String csv = csv(results);
        AtomicFile.write(folder.resolve("metrics.csv"), out -> out.write(csv.getBytes(StandardCharsets.UTF_8)));
        Charts.learningCurves(
                results.stream().mapToInt(EpochResult::epoch).toArray(),
                column(results, EpochResult::trainLoss),
                column(results, result -> result.test().loss()),
                column(results, result -> result.test().accuracy()),
                folder.resolve("learning-curves.png"));
        Charts.confusionMatrix(
                results.get(results.size() - 1).test().confusion(),
                Digits.labels(),
                folder.resolve("confusion-matrix.png"));
    }

    private static double[] column(List<EpochResult> results, ToDoubleFunction<EpochResult> value) {
        return results.stream().mapToDouble(value).toArray();
    }

    private static String csv(List<EpochResult> results) {
        StringBuilder text = new StringBuilder(HEADER);
        for (EpochResult result : results) {
            // All digits of what must be the same again, few of what is measured.
            text.append(String.format(
                    Locale.ROOT,
                    "%d,%s,%s,%s,%s,%s,%.3f,%.1f\n",
                    result.epoch(),
                    result.trainLoss(),
                    result.trainAccuracy(),
                    result.test().loss(),
                    result.test().accuracy(),
                    result.learningRate(),
                    result.seconds(),
                    result.samplesPerSecond()));
        }
        return text.toString();
    }
}
