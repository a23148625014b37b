package io.github.autograd4j.nn;

import io.github.autograd4j.Tensor;
import java.util.function.UnaryOperator;

/** A function without parameters as a module, made by one of the methods here or of any function. */
public final class Activation extends Layer {
    private final String label;
    private final String details;
    private final UnaryOperator<Tensor> function;

    private Activation(String label, String details, UnaryOperator<Tensor> function) {
        this.label = label;
        this.details = details;
        this.function = function;
    }

    /**
     * Makes a module of a function.
     *
     * @param name what {@link #toString()} calls it
     * @param function the function
     * @return the module
     */
    public static Activation of(String name, UnaryOperator<Tensor> function) {
        return new Activation(name, "", function);
    }

    /**
     * max(x, 0).
     *
     * @return the module
     */
    public static Activation relu() {
        return of("ReLU", Tensor::relu);
    }

    /**
     * The hyperbolic tangent.
     *
     * @return the module
     */
    public static Activation tanh() {
        return of("Tanh", Tensor::tanh);
    }

    /**
     * 1/(1 + e⁻ˣ).
     *
     * @return the module
     */
    public static Activation sigmoid() {
        return of("Sigmoid", Tensor::sigmoid);
    }

    /**
     * softmax along an axis.
     *
     * @param axis the axis
     * @return the module
     */
    public static Activation softmax(int axis) {
        return new Activation("Softmax", "dim=" + axis, x -> x.softmax(axis));
    }

    /**
     * ln softmax along an axis.
     *
     * @param axis the axis
     * @return the module
     */
    public static Activation logSoftmax(int axis) {
        return new Activation("LogSoftmax", "dim=" + axis, x -> x.logSoftmax(axis));
    }

    @Override
    Tensor compute(Tensor x) {
        return function.apply(x);
    }

    @Override
    String name() {
        return label;
    }

    @Override
    protected String describe() {
        return details;
    }
}
