package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;

/**
 * The slices of the first operand along an axis that the one-dimensional index, the second operand, names.
 *
 * @param axis the axis
 */
public record IndexSelect(int axis) implements Kernel {
    @Override
    public String name() {
        return "indexSelect";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        check(name(), inputs[1]);
        long[] dims = inputs[0].shape().toArray();
        dims[axis] = inputs[1].shape().dim(0);
        return new TensorSpec[] {TensorSpec.of(inputs[0].dtype(), Shape.of(dims))};
    }

    static void check(String name, TensorSpec index) {
        if (index.dtype() != DType.INT64) {
            throw new DTypeException(name + ": the index must be int64, got " + index.describe());
        }
        if (index.shape().rank() != 1) {
            throw new ShapeException(name + ": the index must have one axis, got " + index.describe());
        }
    }

    /** The index as gather and scatter want it: of full shape, with stride 0 along the other axes. */
    static View expanded(View index, Shape shape, int axis) {
        long[] dims = new long[shape.rank()];
        java.util.Arrays.fill(dims, 1);
        dims[axis] = index.dim(0);
        return index.reshape(Shape.of(dims)).expand(shape);
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        View index = expanded(inputs[1], outputs[0].shape(), axis);
        backend.gather(inputs[0], index, axis, outputs[0]);
    }
}
