package io.github.autograd4j.nn;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.op.Attention;
import java.util.Arrays;

/** Brings the operands of attention to one type and one shape of leading axes. */
final class AttentionCall {
    private static final String NAME = "scaledDotProductAttention";

    private AttentionCall() {}

    static Tensor of(Tensor query, Tensor key, Tensor value, Tensor mask, boolean causal) {
        if (query.rank() < 2 || key.rank() < 2 || value.rank() < 2) {
            throw new ShapeException(NAME + ": expected matrices, got " + query.describe() + ", " + key.describe()
                    + " and " + value.describe());
        }
        DType type = DType.promote(DType.promote(query.dtype(), key.dtype()), value.dtype());
        Shape batch = broadcast(broadcast(leading(query), leading(key), query, key), leading(value), query, value);
        if (mask != null && mask.rank() > 2) {
            batch = broadcast(batch, leading(mask), query, mask);
        }
        Tensor q = expanded(query.to(type), batch);
        Tensor k = expanded(key.to(type), batch);
        Tensor v = expanded(value.to(type), batch);
        Attention op = new Attention(1 / Math.sqrt(query.size(-1)), causal);
        if (mask == null) {
            return op.apply(q, k, v)[0];
        }
        Tensor typed = mask.dtype() == DType.BOOL ? mask : mask.to(type.compute());
        Tensor full = typed.expand(with(batch, q.size(-2), k.size(-2)));
        // The gradient of a mask is as large as the scores: where it is wanted, all is recorded.
        return mask.requiresGrad() ? op.decompose(q, k, v, full)[0] : op.apply(q, k, v, full)[0];
    }

    private static Shape leading(Tensor x) {
        return Shape.of(Arrays.copyOf(x.shape().toArray(), x.rank() - 2));
    }

    private static Shape broadcast(Shape a, Shape b, Tensor x, Tensor y) {
        Shape both = Shape.broadcast(a, b);
        if (both == null) {
            throw new ShapeException(
                    NAME + ": cannot broadcast the leading axes: " + x.describe() + " and " + y.describe());
        }
        return both;
    }

    private static Tensor expanded(Tensor x, Shape batch) {
        return x.expand(with(batch, x.size(-2), x.size(-1)));
    }

    private static Shape with(Shape batch, long rows, long columns) {
        long[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        dims[batch.rank()] = rows;
        dims[batch.rank() + 1] = columns;
        return Shape.of(dims);
    }
}
