package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;
import java.util.List;

/**
 * The operands one after the other along an axis.
 *
 * @param axis the axis
 * @param sizes the operands' sizes along it
 */
public record Cat(int axis, List<Long> sizes) implements Kernel {
    @Override
    public String name() {
        return "cat";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec first = inputs[0];
        long[] dims = first.shape().toArray();
        dims[axis] = 0;
        for (TensorSpec input : inputs) {
            boolean fits = input.shape().rank() == dims.length;
            for (int i = 0; fits && i < dims.length; i++) {
                fits = i == axis || input.shape().dim(i) == dims[i];
            }
            if (!fits) {
                throw new ShapeException("cat: shapes differ beside axis " + axis + ": " + first.describe() + " and "
                        + input.describe());
            }
            if (input.dtype() != first.dtype()) {
                throw new DTypeException("cat: types differ: " + first.describe() + " and " + input.describe());
            }
            dims[axis] += input.shape().dim(axis);
        }
        return new TensorSpec[] {TensorSpec.of(first.dtype(), Shape.of(dims))};
    }

    /**
     * Returns where an operand starts along the axis.
     *
     * @param operand which
     * @return the position of its first slice in the result
     */
    public long start(int operand) {
        long start = 0;
        for (int i = 0; i < operand; i++) {
            start += sizes.get(i);
        }
        return start;
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        long start = 0;
        for (View input : inputs) {
            if (input.numel() > 0) {
                backend.copy(input, outputs[0].slice(axis, start, input.dim(axis), 1));
            }
            start += input.dim(axis);
        }
    }
}
