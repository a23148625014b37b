package io.github.autograd4j.op;

import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;

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
        return new Tensor[] {
            Elementwise.widened(x, w -> {
                Tensor shifted = w.sub(w.amax(true, axis));
                return shifted.sub(shifted.exp().sum(true, axis).log());
            })
        };
    }
}
