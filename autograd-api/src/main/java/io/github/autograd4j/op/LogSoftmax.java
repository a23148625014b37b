package io.github.autograd4j.op;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;

/**
 * x − m − ln Σ e^(x − m) along an axis, m the largest element.
 *
 * @param axis the axis
 */
public record LogSoftmax(int axis) implements Composite {
    @Override
    public String name() {
        return "logSoftmax";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        return Softmax.likeFloating(name(), inputs[0]);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[0];
        if (x.numel() == 0) {
            return new Tensor[] {x.copy()};
        }
        Tensor shifted = x.sub(x.amax(true, axis));
        return new Tensor[] {shifted.sub(shifted.exp().sum(true, axis).log())};
    }
}
