package io.github.autograd4j.examples.command;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Rng;
import io.github.autograd4j.examples.train.Architecture;
import io.github.autograd4j.examples.train.DigitSet;
import io.github.autograd4j.examples.train.Digits;
import io.github.autograd4j.examples.train.EpochResult;
import io.github.autograd4j.examples.train.Normalisation;
import io.github.autograd4j.examples.train.TrainedModel;
import io.github.autograd4j.examples.train.Trainer;
import io.github.autograd4j.examples.train.TrainingFiles;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Summary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code autograd train}. */
@Command(name = "train", description = "Train a model to read digits.")
final class TrainCommand implements Callable<Integer> {
    private static final int MOST_EPOCHS = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--dataset",
            paramLabel = "NAME",
            defaultValue = "synthetic",
            converter = Choice.OfDigitSet.class,
            description = "What to learn from: ${COMPLETION-CANDIDATES}.")
    private DigitSet dataset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the files of mnist (IDX, perhaps compressed) or digits (optdigits.tra, .tes) are.")
    private Path data;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "cnn",
            converter = Choice.OfArchitecture.class,
            description = "What to train: ${COMPLETION-CANDIDATES}.")
    private Architecture architecture;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            showDefaultValue = Visibility.NEVER,
            description = "How often to go through the data (default: as many as the data set needs).")
    private Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Decides everything random: the same seed gives the same numbers.")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where to write model.safetensors, metrics.csv and charts.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object as the last line.")
    private boolean json;

    @Override
    @SuppressWarnings("try")
    public Integer call() throws IOException {
        int count = epochs == null ? dataset.defaultEpochs() : epochs;
        check(count);
        Device where = device.open();
        Digits digits = dataset.load(data, seed);
        if (out != null) {
            TrainingFiles.prepare(out); // not only when the training is done
        }
        try (Restore before = where.use()) {
            train(digits, where, count);
        }
        return 0;
    }

    private void check(int count) {
        if (count < 1 || count > MOST_EPOCHS) {
            throw new ParameterException(
                    spec.commandLine(), "--epochs must be from 1 to " + MOST_EPOCHS + ", not " + count);
        }
        if (dataset.needsFolder() && data == null) {
            throw new ParameterException(spec.commandLine(), "--dataset " + dataset + " needs --data DIR");
        }
    }

    private void train(Digits digits, Device where, int count) throws IOException {
        PrintWriter screen = spec.commandLine().getOut();
        int height = digits.train().height();
        int width = digits.train().width();
        Module module = architecture.build(height, width, Rng.of(seed)).to(where);
        TrainedModel model = new TrainedModel(module, architecture, height, width, Normalisation.of(digits.train()));
        Summary summary = Summary.of(module, 1, height, width);
        screen.println(summary);
        screen.printf(
                "%n%s: %,d images to learn from, %,d to test, on %s%n",
                dataset, digits.train().count(), digits.test().count(), where);
        Trainer trainer = new Trainer(module, digits, model.normalisation(), where, seed);
        List<EpochResult> results;
        try (TrainingScreen progress = new TrainingScreen(screen, count)) {
            results = trainer.run(count, progress);
        }
        if (out != null) {
            TrainingFiles.write(out, model, results);
            screen.println("wrote " + out);
        }
        if (json) {
            screen.println(Json.line(result(where, results, summary.parameterCount())));
        }
    }

    private Map<String, Object> result(Device where, List<EpochResult> results, long parameters) {
        EpochResult last = results.get(results.size() - 1);
        double seconds = results.stream().mapToDouble(EpochResult::seconds).sum();
        double samples = results.stream()
                .mapToDouble(result -> result.samplesPerSecond() * result.seconds())
                .sum();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("device", where.toString());
        line.put("dataset", dataset.toString());
        line.put("model", architecture.toString());
        line.put("epochs", results.size());
        line.put("seed", seed);
        line.put("test_accuracy", last.test().accuracy());
        line.put("test_loss", last.test().loss());
        line.put("train_loss", last.trainLoss());
        line.put("samples_per_second", samples / seconds);
        line.put("parameters", parameters);
        line.put("seconds", seconds);
        return line;
    }
}
