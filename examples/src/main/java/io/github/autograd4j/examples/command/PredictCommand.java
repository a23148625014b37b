package io.github.autograd4j.examples.command;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.examples.digits.DigitPicture;
import io.github.autograd4j.examples.digits.SyntheticDigits;
import io.github.autograd4j.examples.text.Ascii;
import io.github.autograd4j.examples.text.BarChart;
import io.github.autograd4j.examples.train.Digits;
import io.github.autograd4j.examples.train.OptdigitsFiles;
import io.github.autograd4j.examples.train.TrainedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code autograd predict}. */
@Command(name = "predict", description = "Show what a trained model takes a picture of a digit for.")
final class PredictCommand implements Callable<Integer> {
    private static final int COLUMNS = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description = "The model.safetensors of a training.")
    private Path model;

    @Mixin
    private DeviceOption device;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Parameters(paramLabel = "IMAGE.png", description = "One digit, on a plain ground.")
    private Path image;

    @Override
    @SuppressWarnings("try")
    public Integer call() throws IOException {
        Device where = device.open();
        try (Restore before = where.use();
                Restore still = Autograd.noGrad();
                Scope scope = Scope.open()) {
            TrainedModel trained = TrainedModel.read(model, where);
            byte[] grey = grey(trained);
            trained.module().eval();
            double[] probabilities =
                    trained.module().forward(trained.input(grey)).softmax(1).toDoubleArray();
            show(trained, grey, probabilities);
        }
        return 0;
    }

    private byte[] grey(TrainedModel trained) throws IOException {
        DigitPicture picture = DigitPicture.read(image);
        if (trained.height() == SyntheticDigits.SIZE && trained.width() == SyntheticDigits.SIZE) {
            return picture.image28();
        }
        if (trained.height() == OptdigitsFiles.SIZE && trained.width() == OptdigitsFiles.SIZE) {
            byte[] pixels = picture.image8();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = OptdigitsFiles.grey(pixels[i]);
            }
            return pixels;
        }
        throw new IOException(model + ": takes images of " + trained.height() + "x" + trained.width()
                + ", which pictures are not made into");
    }

    private void show(TrainedModel trained, byte[] grey, double[] probabilities) {
        PrintWriter out = spec.commandLine().getOut();
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        if (json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("image", image.toString());
            line.put("prediction", best);
            line.put("probabilities", probabilities);
            out.println(Json.line(line));
            return;
        }
        Ascii.image(grey, trained.height(), trained.width()).forEach(out::println);
        BarChart.render(Digits.labels(), probabilities, COLUMNS).forEach(out::println);
        out.println("it is a " + best);
    }
}
