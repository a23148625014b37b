package io.github.autograd4j.testing;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Autograd.GradOptions;
import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Compares gradients with central differences. The function must be smooth around the inputs; these are float64, and
 * every element of those that require gradients is moved, so they should be small. The outputs are weighed with fixed
 * random numbers, so that one backward pass checks all of them.
 */
public final class GradCheck {
    private static final double STEP = 1e-6;
    private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-6);

    private GradCheck() {}

    /**
     * Checks first derivatives.
     *
     * @param function the function; outputs that are not floating are ignored
     * @param inputs its arguments, of which those that require gradients are checked
     * @throws AssertionError if a derivative is wrong, naming the input, the index and both numbers
     */
    public static void gradcheck(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        for (Tensor input : inputs) {
            if (input.requiresGrad() && input.dtype() != DType.FLOAT64) {
                throw new IllegalArgumentException("gradcheck: expected float64 inputs, got " + input.describe());
            }
        }
        Values[] values = Arrays.stream(inputs).map(Values::of).toArray(Values[]::new);
        Tensor[] outputs = floating(function.apply(inputs));
        Values[] weights = weights(outputs);
        Values[] analytic = analytic(outputs, inputs, weights);
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad()) {
                compare(function, values, i, weights, analytic[i], inputs[i].device());
            }
        }
    }

    /**
     * Checks second derivatives: first derivatives of the gradients, by the inputs and by the cotangents.
     *
     * @param function the function
     * @param inputs its arguments
     * @throws AssertionError if a derivative is wrong
     */
    public static void gradgradcheck(Function<Tensor[], Tensor[]> function, Tensor... inputs) {
        Tensor[] outputs = floating(function.apply(inputs));
        Values[] weights = weights(outputs);
        Tensor[] arguments = Arrays.copyOf(inputs, inputs.length + outputs.length);
        for (int k = 0; k < outputs.length; k++) {
            arguments[inputs.length + k] = weights[k].on(outputs[k].device()).requiresGrad(true);
        }
        gradcheck(
                x -> gradients(
                        function, Arrays.copyOf(x, inputs.length), Arrays.copyOfRange(x, inputs.length, x.length)),
                arguments);
    }

    /** The gradients of a function as tensors that can be differentiated; zeros where there is none. */
    private static Tensor[] gradients(Function<Tensor[], Tensor[]> function, Tensor[] x, Tensor[] cotangents) {
        Tensor[] inputs = new Tensor[x.length];
        List<Tensor> wanted = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            // Numeric evaluation passes plain tensors; they need a graph too.
            inputs[i] = x[i].dtype().isFloating() && !x[i].requiresGrad()
                    ? x[i].detach().requiresGrad(true)
                    : x[i];
            if (inputs[i].requiresGrad()) {
                wanted.add(inputs[i]);
            }
        }
        Tensor[] outputs = floating(function.apply(inputs));
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> used = new ArrayList<>();
        for (int k = 0; k < outputs.length; k++) {
            if (outputs[k].requiresGrad()) {
                recorded.add(outputs[k]);
                used.add(cotangents[k]);
            }
        }
        List<Tensor> gradients = Autograd.grad(recorded, wanted, used, GradOptions.CREATE_GRAPH.allowingUnused());
        Tensor[] result = new Tensor[wanted.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] =
                    gradients.get(i) != null ? gradients.get(i) : wanted.get(i).zerosLike();
        }
        return result;
    }

    private static Tensor[] floating(Tensor... outputs) {
        return Arrays.stream(outputs).filter(t -> t.dtype().isFloating()).toArray(Tensor[]::new);
    }

    private static Values[] weights(Tensor... outputs) {
        SplittableRandom random = new SplittableRandom(42);
        Domain domain = new Domain(-2, 2, 0);
        return Arrays.stream(outputs)
                .map(t -> Values.generate(t.dtype(), t.shape(), i -> domain.sample(random, DType.FLOAT64)))
                .toArray(Values[]::new);
    }

    private static Values[] analytic(Tensor[] outputs, Tensor[] inputs, Values[] weights) {
        List<Tensor> recorded = new ArrayList<>();
        List<Tensor> cotangents = new ArrayList<>();
        for (int k = 0; k < outputs.length; k++) {
            if (outputs[k].requiresGrad()) {
                recorded.add(outputs[k]);
                cotangents.add(weights[k].on(outputs[k].device()));
            }
        }
        List<Tensor> wanted = Arrays.stream(inputs).filter(Tensor::requiresGrad).toList();
        List<Tensor> gradients = recorded.isEmpty()
                ? new ArrayList<>(java.util.Collections.nCopies(wanted.size(), null))
                : Autograd.grad(recorded, wanted, cotangents, GradOptions.DEFAULT.allowingUnused());
        Values[] result = new Values[inputs.length];
        int at = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].requiresGrad()) {
                Tensor gradient = gradients.get(at++);
                if (gradient != null && !gradient.shape().equals(inputs[i].shape())) {
                    throw new AssertionError("gradcheck: the gradient of input " + i + ", " + inputs[i].describe()
                            + ", is " + gradient.describe());
                }
                result[i] = gradient != null
                        ? Values.of(gradient)
                        : Values.generate(DType.FLOAT64, inputs[i].shape(), index -> 0);
            }
        }
        return result;
    }

    private static void compare(
            Function<Tensor[], Tensor[]> function,
            Values[] x,
            int input,
            Values[] weights,
            Values analytic,
            Device device) {
        for (int j = 0; j < x[input].elements().length; j++) {
            double h = STEP * Math.max(1, Math.abs(x[input].elements()[j]));
            double[] scale = new double[1];
            double up = evaluate(function, x, input, j, h, weights, device, scale);
            double down = evaluate(function, x, input, j, -h, weights, device, scale);
            double numeric = (up - down) / (2 * h);
            double got = analytic.elements()[j];
            // What rounding the outputs does to the difference comes on top.
            Tolerance tolerance = new Tolerance(TOLERANCE.relative(), TOLERANCE.absolute() + scale[0] * 1e-15 / h);
            if (!tolerance.allows(got, numeric)) {
                throw new AssertionError("gradcheck: the derivative by input " + input + " at "
                        + Arrays.toString(Values.index(x[input].shape(), j)) + " of " + x[input].describe()
                        + " is wrong: numeric " + numeric + ", analytic " + got + " (x = " + x[input].elements()[j]
                        + ")");
            }
        }
    }

    @SuppressWarnings("try") // only closes what was made
    private static double evaluate(
            Function<Tensor[], Tensor[]> function,
            Values[] x,
            int input,
            int element,
            double step,
            Values[] weights,
            Device device,
            double[] scale) {
        try (Scope ignored = Scope.open()) {
            Tensor[] moved = new Tensor[x.length];
            for (int i = 0; i < x.length; i++) {
                double[] elements = x[i].elements();
                if (i == input) {
                    elements = elements.clone();
                    elements[element] += step;
                }
                moved[i] = new Values(x[i].dtype(), x[i].shape(), elements).on(device);
            }
            Tensor[] outputs = floating(function.apply(moved));
            double sum = 0;
            for (int k = 0; k < outputs.length; k++) {
                double[] elements = outputs[k].toDoubleArray();
                for (int e = 0; e < elements.length; e++) {
                    sum += elements[e] * weights[k].elements()[e];
                    scale[0] = Math.max(scale[0], Math.abs(elements[e]));
                }
            }
            return sum;
        }
    }
}
