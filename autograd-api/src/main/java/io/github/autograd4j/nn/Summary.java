package io.github.autograd4j.nn;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A table of the layers of a model, the shapes that they return for an example, and their parameters.
 *
 * <p>The example is run once in evaluation mode, nothing is recorded, and the model is left as it was. Of modules of the
 * user's own the shape is known if they are the model or a step of a {@link Sequential}; of a module used several times
 * it is the first one's.
 *
 * @param rows a row for each module, the model first
 * @param parameterCount the elements of all parameters
 * @param trainableCount those of parameters that require gradients
 */
public record Summary(List<Row> rows, long parameterCount, long trainableCount) {
    /**
     * One module.
     *
     * @param path its path, empty for the model
     * @param name its class
     * @param output the shape of what it returned, or null if that is not known
     * @param parameters the elements of its own parameters, without the modules inside and what was counted before
     */
    public record Row(String path, String name, Shape output, long parameters) {}

    /**
     * Copies the list.
     *
     * @param rows a row for each module, the model first
     * @param parameterCount the elements of all parameters
     * @param trainableCount those of parameters that require gradients
     */
    public Summary {
        rows = List.copyOf(rows);
    }

    /**
     * Describes a model.
     *
     * @param model the model
     * @param inputShape the shape of one sample without the batch, such as (1, 28, 28)
     * @return its summary for a batch of one sample
     */
    @SuppressWarnings("try")
    public static Summary of(Module model, long... inputShape) {
        long[] dims = new long[inputShape.length + 1];
        dims[0] = 1;
        System.arraycopy(inputShape, 0, dims, 1, inputShape.length);
        List<Tensor> parameters = model.parameters();
        DType dtype = parameters.isEmpty() ? DType.FLOAT32 : parameters.get(0).dtype();
        Device device =
                parameters.isEmpty() ? Device.current() : parameters.get(0).device();
        try (Scope scope = Scope.open()) {
            return of(model, Tensor.zeros(Shape.of(dims), dtype, device));
        }
    }

    /**
     * Describes a model.
     *
     * @param model the model
     * @param example an input
     * @return its summary
     */
    @SuppressWarnings("try")
    public static Summary of(Module model, Tensor example) {
        Map<Module, Shape> outputs = new IdentityHashMap<>();
        Map<String, Module> modules = model.namedModules();
        Map<Module, Boolean> modes = new IdentityHashMap<>();
        modules.values().forEach(module -> modes.put(module, module.isTraining()));
        model.eval();
        try (Scope scope = Scope.open();
                Restore recording = Autograd.noGrad();
                Restore tracing = Trace.observe((module, output) -> outputs.putIfAbsent(module, output.shape()))) {
            Tensor result = model.forward(example);
            outputs.putIfAbsent(model, result.shape());
        } finally {
            modes.forEach(Module::mode);
        }
        return new Summary(
                rows(modules, outputs),
                model.parameterCount(),
                model.parameters().stream()
                        .filter(Tensor::requiresGrad)
                        .mapToLong(Tensor::numel)
                        .sum());
    }

    private static List<Row> rows(Map<String, Module> modules, Map<Module, Shape> outputs) {
        List<Row> rows = new ArrayList<>();
        Set<Tensor> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        modules.forEach((path, module) -> {
            long parameters = module.ownParameters().stream()
                    .filter(counted::add)
                    .mapToLong(Tensor::numel)
                    .sum();
            rows.add(new Row(path, module.name(), outputs.get(module), parameters));
        });
        return rows;
    }

    /** Returns the table. */
    @Override
    public String toString() {
        List<String[]> lines = new ArrayList<>();
        lines.add(new String[] {"layer", "output", "parameters"});
        for (Row row : rows) {
            int depth = row.path.isEmpty() ? 0 : row.path.split("\\.").length;
            String key = row.path.substring(row.path.lastIndexOf('.') + 1);
            lines.add(new String[] {
                "  ".repeat(depth) + (depth == 0 ? "" : key + ": ") + row.name,
                row.output == null ? "" : row.output.toString(),
                row.parameters == 0 ? "" : String.format(Locale.ROOT, "%,d", row.parameters)
            });
        }
        int[] widths = new int[3];
        for (String[] line : lines) {
            for (int i = 0; i < 3; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + widths[0] + "s  %-" + widths[1] + "s  %" + widths[2] + "s\n",
                    line[0],
                    line[1],
                    line[2]));
        }
        return text + String.format(Locale.ROOT, "total %,d parameters, %,d trainable", parameterCount, trainableCount);
    }
}
