package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;

/**
 * The gradients of {@link Attention} with respect to q, k and v. With the weights P = e^(s − l), made again from the
 * scores s, and the gradient of the scores S = P∘(g·vᵀ − δ), they are scale·S·k, scale·Sᵀ·q and Pᵀ·g.
 *
 * <p>Operands: the cotangent g of the result, q, k, v, l, δ = Σ g∘result − (the cotangent of l) for each row, and perhaps
 * the mask. Without a rule of its own, its decomposition is what second derivatives go through.
 *
 * @param of the operation whose gradient this is
 */
public record AttentionGrad(Attention of) implements Composite {
    private static final Formula OF_SCORES =
            Formula.of("softmax", Formula.Typing.FLOATING, 3, 0, (x, s) -> x[0].mul(x[1].sub(x[2])));

    @Override
    public String name() {
        return "scaledDotProductAttentionGrad";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec[] results = inputs.length > 6
                ? of.infer(inputs[1], inputs[2], inputs[3], inputs[6])
                : of.infer(inputs[1], inputs[2], inputs[3]);
        if (!inputs[0].shape().equals(results[0].shape())
                || !inputs[4].shape().equals(results[1].shape())
                || !inputs[5].shape().equals(results[1].shape())) {
            throw new ShapeException(name() + ": " + inputs[0].describe() + ", " + inputs[4].describe() + " and "
                    + inputs[5].describe() + " do not match the results");
        }
        TensorSpec[] specs = new TensorSpec[3];
        for (int i = 0; i < specs.length; i++) {
            specs[i] = TensorSpec.of(inputs[i + 1].dtype(), inputs[i + 1].shape());
        }
        return specs;
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[1].dtype();
        DType compute = type.compute();
        Tensor g = inputs[0].to(compute);
        Tensor q = inputs[1].to(compute);
        Tensor k = inputs[2].to(compute);
        Tensor mask = inputs.length > 6 ? inputs[6] : null;
        Tensor l = inputs[4].unsqueeze(-1);
        if (mask != null) {
            l = l.maskedFill(l.eq(Double.NEGATIVE_INFINITY), 0); // e^(−∞ − 0) is the 0 that is wanted
        }
        Tensor weights = Elementwise.apply(Softmax.SHIFTED_EXP, of.scores(q, k, mask), l);
        Tensor ofWeights = g.matmul(inputs[3].to(compute).mT());
        Tensor ofScores = Elementwise.apply(OF_SCORES, weights, ofWeights, inputs[5].unsqueeze(-1));
        return new Tensor[] {
            ofScores.matmul(k).mul(of.scale()).to(type),
            ofScores.mT().matmul(q.mul(of.scale())).to(type),
            weights.mT().matmul(g).to(type)
        };
    }
}
