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
     * min(max(x, 0), 6).
     *
     * @return the module
     */
    public static Activation relu6() {
        return of("ReLU6", Functional::relu6);
    }

    /**
     * The self-normalising unit.
     *
     * @return the module
     */
    public static Activation selu() {
        return of("SELU", Functional::selu);
    }

    /**
     * x·sigmoid(x), also called swish.
     *
     * @return the module
     */
    public static Activation silu() {
        return of("SiLU", Functional::silu);
    }

    /**
     * x·tanh(softplus(x)).
     *
     * @return the module
     */
    public static Activation mish() {
        return of("Mish", Functional::mish);
    }

    /**
     * ln(1 + eˣ).
     *
     * @return the module
     */
    public static Activation softplus() {
        return new Activation("Softplus", "beta=1.0, threshold=20.0", Functional::softplus);
    }

    /**
     * ln sigmoid(x).
     *
     * @return the module
     */
    public static Activation logSigmoid() {
        return of("LogSigmoid", Functional::logSigmoid);
    }

    /**
     * min(max(x + 3, 0), 6)/6.
     *
     * @return the module
     */
    public static Activation hardsigmoid() {
        return of("Hardsigmoid", Functional::hardsigmoid);
    }

    /**
     * x·hardsigmoid(x).
     *
     * @return the module
     */
    public static Activation hardswish() {
        return of("Hardswish", Functional::hardswish);
    }

    /**
     * x·Φ(x), with the error function.
     *
     * @return the module
     */
    public static Activation gelu() {
        return new Activation("GELU", "approximate='none'", Functional::gelu);
    }

    /**
     * x·Φ(x), approximated by tanh.
     *
     * @return the module
     */
    public static Activation geluTanh() {
        return new Activation("GELU", "approximate='tanh'", Functional::geluTanh);
    }

    /**
     * x where it is positive, else slope·x.
     *
     * @param slope the slope below 0; usually 0.01
     * @return the module
     */
    public static Activation leakyRelu(double slope) {
        return new Activation("LeakyReLU", "negative_slope=" + Repr.number(slope), x -> Functional.leakyRelu(x, slope));
    }

    /**
     * x where it is positive, else α·(eˣ − 1).
     *
     * @param alpha α; usually 1
     * @return the module
     */
    public static Activation elu(double alpha) {
        return new Activation("ELU", "alpha=" + Repr.number(alpha), x -> Functional.elu(x, alpha));
    }

    /**
     * min(max(x, low), high).
     *
     * @param low the lower bound; usually −1
     * @param high the upper bound; usually 1
     * @return the module
     */
    public static Activation hardtanh(double low, double high) {
        return new Activation(
                "Hardtanh",
                "min_val=" + Repr.number(low) + ", max_val=" + Repr.number(high),
                x -> Functional.hardtanh(x, low, high));
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
