package io.github.autograd4j.viz;

import io.github.autograd4j.Scope;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** Adds up the gradients that pass by a tensor, in the memory of the JVM. */
final class GradientSum implements UnaryOperator<Tensor> {
    private final Shape shape;
    private double[] sum;

    GradientSum(Shape shape) {
        this.shape = shape;
    }

    /** The hook: reads a gradient and leaves it as it is. */
    @Override
    @SuppressWarnings("try")
    public synchronized Tensor apply(Tensor gradient) {
        try (Scope ignored = Scope.open()) {
            double[] values = gradient.toDoubleArray();
            for (int i = 0; sum != null && i < values.length; i++) {
                values[i] += sum[i];
            }
            sum = values;
        }
        return null;
    }

    @SuppressWarnings("try")
    synchronized List<String> caption() {
        if (sum == null) {
            return List.of();
        }
        try (Scope ignored = Scope.open()) {
            return Caption.of(Tensor.of(sum, shape.toArray()));
        }
    }
}
