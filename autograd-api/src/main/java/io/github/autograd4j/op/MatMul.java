package io.github.autograd4j.op;

import io.github.autograd4j.DTypeException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/** Products of matrices […, m, k] and […, k, n] of one type; the leading axes broadcast. */
public record MatMul() implements Kernel {
    @Override
    public String name() {
        return "matmul";
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec a = inputs[0];
        TensorSpec b = inputs[1];
        if (a.dtype() != b.dtype()) {
            throw new DTypeException("matmul: types differ: " + a.describe() + " and " + b.describe());
        }
        if (a.shape().rank() < 2 || b.shape().rank() < 2) {
            throw new ShapeException("matmul: expected matrices, got " + a.describe() + " and " + b.describe());
        }
        if (a.shape().dim(-1) != b.shape().dim(-2)) {
            throw new ShapeException("matmul: inner dimensions differ: " + a.describe() + " and " + b.describe() + " ("
                    + a.shape().dim(-1) + " vs " + b.shape().dim(-2) + ")");
        }
        Shape batch = Shape.broadcast(leading(a.shape()), leading(b.shape()));
        if (batch == null) {
            throw new ShapeException(
                    "matmul: cannot broadcast the leading axes: " + a.describe() + " and " + b.describe());
        }
        return new TensorSpec[] {
            TensorSpec.of(a.dtype(), with(batch, a.shape().dim(-2), b.shape().dim(-1)))
        };
    }

    private static Shape leading(Shape shape) {
        return Shape.of(Arrays.copyOf(shape.toArray(), shape.rank() - 2));
    }

    private static Shape with(Shape batch, long rows, long columns) {
        long[] dims = Arrays.copyOf(batch.toArray(), batch.rank() + 2);
        dims[batch.rank()] = rows;
        dims[batch.rank() + 1] = columns;
        return Shape.of(dims);
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        View a = inputs[0];
        View b = inputs[1];
        View out = outputs[0];
        if (a.dim(-1) == 0) {
            backend.fill(0, out);
            return;
        }
        Shape batch = leading(out.shape());
        backend.matmul(
                a.expand(with(batch, a.dim(-2), a.dim(-1))), b.expand(with(batch, b.dim(-2), b.dim(-1))), out, 1, 0);
    }
}
