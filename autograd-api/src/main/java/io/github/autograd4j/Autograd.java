package io.github.autograd4j;

import io.github.autograd4j.autodiff.Differentiation;
import io.github.autograd4j.internal.ThreadState;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Differentiation of what was recorded, and control of what is. */
public final class Autograd {
    private static volatile MatmulPrecision matmulPrecision = MatmulPrecision.HIGHEST;

    private Autograd() {}

    /**
     * Stops recording on this thread until the result is closed.
     *
     * @return what restores the mode before; for try-with-resources
     */
    public static Restore noGrad() {
        return setGradEnabled(false);
    }

    /**
     * Records again inside {@link #noGrad()}, until the result is closed.
     *
     * @return what restores the mode before; for try-with-resources
     */
    public static Restore enableGrad() {
        return setGradEnabled(true);
    }

    private static Restore setGradEnabled(boolean enabled) {
        ThreadState state = ThreadState.current();
        boolean before = state.gradEnabled;
        state.gradEnabled = enabled;
        return () -> state.gradEnabled = before;
    }

    /**
     * Computes something without recording.
     *
     * @param function what to compute
     * @param <T> the type of the result
     * @return its result
     */
    @SuppressWarnings("try")
    public static <T> T noGrad(Supplier<T> function) {
        try (Restore ignored = noGrad()) {
            return function.get();
        }
    }

    /**
     * Tells whether this thread records.
     *
     * @return true unless inside {@link #noGrad()}
     */
    public static boolean isGradEnabled() {
        return ThreadState.current().gradEnabled;
    }

    /**
     * Differentiates a tensor and adds the gradients to its leaves' {@link Tensor#grad()}.
     *
     * @param output what to differentiate
     * @param cotangent the gradient with respect to the output, of its spec; null for 1 if it has one element
     * @param retainGraph whether the graph can be differentiated again; else it is freed
     * @throws GraphException if the output was not recorded, has several elements and no cotangent, or its graph was
     *     freed
     */
    public static void backward(Tensor output, Tensor cotangent, boolean retainGraph) {
        Differentiation.backward(output, cotangent, retainGraph, false);
    }

    /**
     * What {@link Autograd#grad(List, List, List, GradOptions)} does beside computing gradients.
     *
     * @param retainGraph whether the graph can be differentiated again
     * @param createGraph whether the gradients are recorded, so that they can be differentiated; retains the graph
     * @param allowUnused whether an input that the outputs do not depend on is an error or has null as its gradient
     */
    public record GradOptions(boolean retainGraph, boolean createGraph, boolean allowUnused) {
        /** Frees the graph; an unused input is an error. */
        public static final GradOptions DEFAULT = new GradOptions(false, false, false);

        /** Records the gradients, for derivatives of higher order. */
        public static final GradOptions CREATE_GRAPH = new GradOptions(true, true, false);

        /** Keeps the graph. */
        public static final GradOptions RETAIN_GRAPH = new GradOptions(true, false, false);

        /**
         * Lets unused inputs have null as their gradient.
         *
         * @return these options, with that
         */
        public GradOptions allowingUnused() {
            return new GradOptions(retainGraph, createGraph, true);
        }
    }

    /**
     * Returns the gradients of outputs with respect to inputs; touches no leaf.
     *
     * @param outputs what to differentiate
     * @param inputs tensors that the outputs were made of, leaves or not
     * @param cotangents the gradient with respect to each output, null for 1 where an output has one element; null for
     *     all of them so
     * @param options what becomes of the graph
     * @return the gradient of each input: the sum over the outputs
     * @throws GraphException if an output was not recorded, an input requires no gradient or is unused, or a graph was
     *     freed
     */
    public static List<Tensor> grad(
            List<Tensor> outputs, List<Tensor> inputs, List<Tensor> cotangents, GradOptions options) {
        return Differentiation.grad(outputs, inputs, cotangents, options);
    }

    /**
     * Returns the gradients of a scalar with respect to inputs and frees its graph.
     *
     * @param output what to differentiate, of one element
     * @param inputs tensors that the output was made of
     * @return the gradient of each input
     */
    public static List<Tensor> grad(Tensor output, Tensor... inputs) {
        return grad(List.of(output), List.of(inputs), null, GradOptions.DEFAULT);
    }

    /** A function of tensors with a derivative of the user's own. */
    public interface CustomFunction {
        /**
         * Computes the results; what it does is not recorded.
         *
         * @param context keeps tensors for the backward pass
         * @param inputs the operands
         * @return the results, new tensors
         */
        Tensor[] forward(CustomContext context, Tensor... inputs);

        /**
         * Computes the gradients of the operands; in tensor operations, so that it can be differentiated again.
         *
         * @param context what forward kept
         * @param cotangents the gradient with respect to each result; zeros where there is none
         * @return the gradient of each operand, null for none
         */
        Tensor[] backward(CustomContext context, Tensor... cotangents);
    }

    /** What a custom function keeps from its forward to its backward pass. */
    public interface CustomContext {
        /**
         * Keeps operands or results.
         *
         * @param tensors operands or results of this call
         */
        void save(Tensor... tensors);

        /**
         * Returns what was kept.
         *
         * @return the tensors, with their places in the graph
         */
        List<Tensor> saved();

        /**
         * Tells whether an operand's gradient is wanted.
         *
         * @param input the number of the operand
         * @return false if computing it would be wasted
         */
        boolean needsGrad(int input);
    }

    /**
     * Applies a function with a derivative of its own.
     *
     * @param name what its results' gradient functions are called
     * @param function the function
     * @param inputs the operands
     * @return the results, recorded
     */
    public static Tensor[] apply(String name, CustomFunction function, Tensor... inputs) {
        return Differentiation.custom(name, function, inputs);
    }

    /**
     * Chooses how exact products of float32 matrices and convolutions are, on all devices and threads from now on.
     *
     * @param precision the precision; {@link MatmulPrecision#HIGHEST} until this is called
     */
    public static void matmulPrecision(MatmulPrecision precision) {
        matmulPrecision = Objects.requireNonNull(precision);
    }

    /**
     * Returns how exact products of float32 matrices and convolutions are.
     *
     * @return the precision chosen last
     */
    public static MatmulPrecision matmulPrecision() {
        return matmulPrecision;
    }
}
