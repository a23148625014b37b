package io.github.autograd4j.testing;

import io.github.autograd4j.Tensor;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Closed forms at points where a formula has kinks or overflows, in rows of numbers: the operands, the value, the first
 * derivatives by each operand, and for one operand perhaps the second derivative.
 */
final class KinkCase {
    final String name;
    final int operands;
    final Function<Tensor[], Tensor> call;
    final double[][] rows;

    private KinkCase(String name, int operands, Function<Tensor[], Tensor> call, double[][] rows) {
        this.name = name;
        this.operands = operands;
        this.call = call;
        this.rows = rows;
    }

    /** Rows of x, f(x), f′(x), f″(x). */
    static KinkCase unary(String name, Function<Tensor, Tensor> call, double[]... rows) {
        return new KinkCase(name, 1, x -> call.apply(x[0]), rows);
    }

    /** Rows of a, b, f, ∂f/∂a, ∂f/∂b, and perhaps ∂²f/∂a², ∂²f/∂a∂b, ∂²f/∂b². */
    static KinkCase binary(String name, BiFunction<Tensor, Tensor, Tensor> call, double[]... rows) {
        return new KinkCase(name, 2, x -> call.apply(x[0], x[1]), rows);
    }

    static double[] at(double... numbers) {
        return numbers;
    }
}
