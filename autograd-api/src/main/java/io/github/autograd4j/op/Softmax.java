package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;

/**
 * eˣ / Σ eˣ along an axis, with the largest element subtracted first.
 *
 * @param axis the axis
 */
public record Softmax(int axis) implements Composite {
    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return likeFloating(name(), inputs[0]);
    }

    static TensorSpec[] likeFloating(String name, TensorSpec input) {
        if (!input.dtype().isFloating()) {
            throw new DTypeException(name + ": expected a floating type, got " + input.describe());
        }
        return new TensorSpec[] {TensorSpec.of(input.dtype(), input.shape())};
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0];
        if (x.numel() == 0) {
            return new Tensor[] {x.copy()};
        }
        Tensor e = x.sub(x.amax(true, axis)).exp();
        return new Tensor[] {e.div(e.sum(true, axis))};
    }
}
