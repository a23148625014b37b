package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;

/**
 * eˣ / Σ eˣ along an axis, with the largest element subtracted first.
 *
 * @param axis the axis
 */
public record Softmax(int axis) implements Composite {
    /** e^(a − b), b being what makes it not overflow. */
    static final Formula SHIFTED_EXP = Formula.of(
            "softmax", Formula.Typing.FLOATING, 2, 0, (x, s) -> x[0].sub(x[1]).apply(ScalarOp.EXP));

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
        return new Tensor[] {
            Elementwise.widened(x, w -> {
                Tensor e = Elementwise.apply(SHIFTED_EXP, w, w.amax(true, axis));
                return e.div(e.sum(true, axis));
            })
        };
    }
}
