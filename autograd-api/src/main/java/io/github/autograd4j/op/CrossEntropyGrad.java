package io.github.autograd4j.op;

import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;

/**
 * The gradient of the losses of {@link CrossEntropy} with respect to the logits: g·(W·p_k − (1 − s)·w_t·[k = t] −
 * s/C·w_k) with W = (1 − s)·w_t + s/C·Σ w, 0 for ignored targets. It goes without the probabilities p: they are
 * e^(x − l) with l the ln Σ eˣ that was saved.
 *
 * <p>Operands: the losses' cotangent g, logits, targets, l, and perhaps weights. Without a rule of its own, its
 * decomposition is what second derivatives go through; l is an operand like the others there.
 *
 * @param of the operation whose gradient this is
 */
public record CrossEntropyGrad(CrossEntropy of) implements Composite {
    private static final Formula SCALED_EXP =
            Formula.of("softmax", Formula.Typing.FLOATING, 3, 0, (x, s) -> x[0].sub(x[1])
                    .apply(ScalarOp.EXP)
                    .mul(x[2]));

    @Override
    public String name() {
        return "crossEntropyGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        Shape positions = inputs[2].shape();
        if (!inputs[0].shape().equals(positions) || !inputs[3].shape().equals(positions)) {
            throw new ShapeException(name() + ": " + inputs[0].describe() + " and " + inputs[3].describe()
                    + " do not match the classes " + inputs[2].describe());
        }
        return Softmax.likeFloating(name(), inputs[1]);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        Tensor x = inputs[1];
        int axis = of.axis();
        CrossEntropy.Wanted wanted = CrossEntropy.Wanted.of(of, inputs[2], inputs.length > 4 ? inputs[4] : null);
        Tensor g = inputs[0].maskedFill(wanted.ignored(), 0);
        Tensor own = wanted.weight() == null ? g : g.mul(wanted.weight());
        Tensor total = own;
        if (of.smoothing() > 0) {
            own = own.mul(1 - of.smoothing());
            double share = of.smoothing() / x.size(axis);
            g = g.mul(share);
            total = wanted.all() == null
                    ? own.add(g.mul((double) x.size(axis)))
                    : own.add(g.mul(wanted.all().sum()));
        }
        Tensor gradient = Elementwise.apply(SCALED_EXP, x, inputs[3].unsqueeze(axis), total.unsqueeze(axis));
        if (of.smoothing() > 0) {
            Tensor even = g.unsqueeze(axis);
            gradient = gradient.sub(wanted.all() == null ? even : even.mul(wanted.all()));
        }
        return new Tensor[] {
            gradient.scatterAdd(axis, wanted.index(), own.neg().unsqueeze(axis)).to(x.dtype())
        };
    }
}
