package io.github.autograd4j.examples.train;

import io.github.autograd4j.Device;
import io.github.autograd4j.Rng;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.io.Safetensors;
import io.github.autograd4j.nn.Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A model with what is needed to use it: the file says how it is built and what its inputs look like.
 *
 * @param module the model
 * @param architecture how it is built
 * @param height of its images
 * @param width of its images
 * @param normalisation of its images
 */
public record TrainedModel(
        Module module, Architecture architecture, int height, int width, Normalisation normalisation) {
    private static final int LARGEST_SIDE = 256;
    private static final String ARCHITECTURE = "architecture";
    private static final String HEIGHT = "height";
    private static final String WIDTH = "width";
    private static final String MEAN = "mean";
    private static final String DEVIATION = "deviation";

    /** Writes the file. */
    public void write(Path file) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ARCHITECTURE, architecture.toString());
        metadata.put(HEIGHT, Integer.toString(height));
        metadata.put(WIDTH, Integer.toString(width));
        metadata.put(MEAN, Double.toString(normalisation.mean()));
        metadata.put(DEVIATION, Double.toString(normalisation.deviation()));
        Safetensors.write(file, module.stateDict(), metadata);
    }

    /**
     * Reads a file and builds its model.
     *
     * @throws IOException if it cannot be read, is malformed, or its tensors do not fit the model that it names
     */
    public static TrainedModel read(Path file, Device device) throws IOException {
        Map<String, String> metadata = Safetensors.readMetadata(file);
        Architecture architecture = architecture(file, metadata);
        int height = (int) number(file, metadata, HEIGHT, 1, LARGEST_SIDE);
        int width = (int) number(file, metadata, WIDTH, 1, LARGEST_SIDE);
        Normalisation normalisation = new Normalisation(
                number(file, metadata, MEAN, 0, 1), number(file, metadata, DEVIATION, Double.MIN_NORMAL, 1));
        Map<String, Tensor> state = Safetensors.read(file, device);
        Module module = architecture.build(height, width, Rng.of(0)).to(device);
        try {
            module.loadStateDict(state);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return new TrainedModel(module, architecture, height, width, normalisation);
    }

    /** An image as the model's input, of shape [1, 1, height, width]. */
    public Tensor input(byte[] grey) {
        float[] values = new float[grey.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = normalisation.apply(grey[i] & 0xFF);
        }
        return Tensor.of(values, 1, 1, height, width);
    }

    private static Architecture architecture(Path file, Map<String, String> metadata) throws IOException {
        String name = metadata.get(ARCHITECTURE);
        for (Architecture known : Architecture.values()) {
            if (known.toString().equals(name)) {
                return known;
            }
        }
        String problem = name == null ? "does not say what model it holds" : "holds an unknown model: " + name;
        throw new IOException(file + ": " + problem + " (autograd train writes such files)");
    }

    private static double number(Path file, Map<String, String> metadata, String key, double low, double high)
            throws IOException {
        try {
            double value = Double.parseDouble(metadata.getOrDefault(key, ""));
            if (value >= low && value <= high) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IOException(String.format(
                Locale.ROOT,
                "%s: expected %s to be a number from %s to %s, found '%s'",
                file,
                key,
                low,
                high,
                metadata.get(key)));
    }
}
