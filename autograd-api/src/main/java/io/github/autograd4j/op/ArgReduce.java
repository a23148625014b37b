package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;
import java.util.List;

/**
 * The position of the largest or smallest element along an axis; of equals the first, NaN before all. Not
 * differentiable.
 *
 * @param kind what to look for
 * @param axis the axis
 * @param keepDims whether the axis stays, with size 1
 */
public record ArgReduce(ArgReduceOp kind, int axis, boolean keepDims) implements Kernel {
    @Override
    public String name() {
        return kind == ArgReduceOp.MAX ? "argmax" : "argmin";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        if (inputs[0].shape().dim(axis) == 0) {
            throw new ShapeException(name() + ": no elements along axis " + axis + ": " + inputs[0].describe());
        }
        return new TensorSpec[] {TensorSpec.of(DType.INT64, Reduce.reduced(inputs[0].shape(), List.of(axis), keepDims))
        };
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        View output = outputs[0].reshape(Reduce.reduced(inputs[0].shape(), List.of(axis), false));
        backend.argReduce(kind, inputs[0], axis, output);
    }
}
