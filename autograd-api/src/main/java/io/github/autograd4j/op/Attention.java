package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.autodiff.Elementwise;
import java.util.Arrays;

/**
 * Scaled dot-product attention: softmax(q·kᵀ·scale + mask)·v. A row whose keys are all hidden gives 0.
 *
 * <p>Operands: q […, n, d], k […, m, d] and v […, m, e] of one type and the same leading axes, and perhaps a mask
 * […, n, m]: bool, true where a key takes part, or of the compute type, added to the scores. Results: […, n, e]; and
 * l = ln Σ eˢ of the scores s of each row, […, n] of the compute type, −∞ where all are hidden, from which {@link
 * AttentionGrad} makes the weights again, so that no n × m matrix is kept.
 *
 * @param scale the factor of the scores
 * @param causal whether row i sees only the keys 0 … i
 */
public record Attention(double scale, boolean causal) implements Composite {
    @Override
    public String name() {
        return "scaledDotProductAttention";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec q = Softmax.likeFloating(name(), inputs[0])[0];
        TensorSpec k = inputs[1];
        TensorSpec v = inputs[2];
        if (k.dtype() != q.dtype() || v.dtype() != q.dtype()) {
            throw new DTypeException(
                    name() + ": types differ: " + q.describe() + ", " + k.describe() + " and " + v.describe());
        }
        int rank = q.shape().rank();
        boolean fits = rank >= 2
                && k.shape().equals(with(q.shape(), k.shape().dim(-2), q.shape().dim(-1)))
                && v.shape().equals(with(q.shape(), k.shape().dim(-2), v.shape().dim(-1)));
        if (!fits) {
            throw new ShapeException(name() + ": queries, keys and values do not fit: " + q.describe() + ", "
                    + k.describe() + " and " + v.describe());
        }
        DType compute = q.dtype().compute();
        if (inputs.length > 3) {
            checkMask(inputs[3], with(q.shape(), q.shape().dim(-2), k.shape().dim(-2)), compute);
        }
        Shape rows = Shape.of(Arrays.copyOf(q.shape().toArray(), rank - 1));
        return new TensorSpec[] {
            TensorSpec.of(
                    q.dtype(), with(q.shape(), q.shape().dim(-2), v.shape().dim(-1))),
            TensorSpec.of(compute, rows)
        };
    }

    private void checkMask(TensorSpec mask, Shape scores, DType compute) {
        if (mask.dtype() != DType.BOOL && mask.dtype() != compute
                || !mask.shape().equals(scores)) {
            throw new ShapeException(
                    name() + ": the mask " + mask.describe() + " does not match the scores " + compute + scores);
        }
    }

    private static Shape with(Shape shape, long rows, long columns) {
        long[] dims = shape.toArray();
        dims[dims.length - 2] = rows;
        dims[dims.length - 1] = columns;
        return Shape.of(dims);
    }

    @Override
    public Tensor[] decompose(Tensor... inputs) {
        DType type = inputs[0].dtype();
        Tensor v = inputs[2].to(type.compute());
        Tensor mask = inputs.length > 3 ? inputs[3] : null;
        if (v.size(-2) == 0) {
            TensorSpec[] specs = infer(inputs);
            return new Tensor[] {
                Tensor.zeros(specs[0].shape(), type, v.device()),
                Tensor.zeros(specs[1].shape(), type.compute(), v.device()).log()
            };
        }
        Tensor scores = scores(inputs[0], inputs[1], mask);
        Tensor max = scores.detach().amax(true, -1);
        Tensor hidden = mask == null ? null : max.eq(Double.NEGATIVE_INFINITY);
        Tensor shift = hidden == null ? max : max.maskedFill(hidden, 0);
        Tensor weights = Elementwise.apply(Softmax.SHIFTED_EXP, scores, shift);
        Tensor sum = weights.sum(true, -1);
        Tensor total = hidden == null ? sum : sum.maskedFill(hidden, 1);
        Tensor l = shift.add(total.log());
        return new Tensor[] {
            weights.matmul(v).div(total).to(type),
            (hidden == null ? l : l.maskedFill(hidden, Double.NEGATIVE_INFINITY)).squeeze(-1)
        };
    }

    /** The scores in the compute type, −∞ where a key is hidden. */
    Tensor scores(Tensor q, Tensor k, Tensor mask) {
        DType compute = q.dtype().compute();
        Tensor scores = q.to(compute).mul(scale).matmul(k.to(compute).mT());
        Tensor hidden = causal ? later(scores) : null;
        if (mask != null && mask.dtype() == DType.BOOL) {
            hidden = hidden == null ? mask.logicalNot() : hidden.logicalOr(mask.logicalNot());
        } else if (mask != null) {
            scores = scores.add(mask);
        }
        return hidden == null ? scores : scores.maskedFill(hidden, Double.NEGATIVE_INFINITY);
    }

    /** Where the key comes after the query. */
    private static Tensor later(Tensor scores) {
        Tensor rows = Tensor.arange(0, scores.size(-2), 1, DType.INT64, scores.device());
        Tensor columns = Tensor.arange(0, scores.size(-1), 1, DType.INT64, scores.device());
        return columns.gt(rows.unsqueeze(1));
    }
}
