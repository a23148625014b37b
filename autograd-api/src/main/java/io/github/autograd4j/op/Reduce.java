package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.ShapeException;
import io.github.autograd4j.TensorSpec;
import io.github.autograd4j.spi.Backend;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;
import java.util.Arrays;
import java.util.List;

/**
 * Combines the elements along some axes, after an element-wise function of the operands.
 *
 * @param kind how to combine
 * @param prologue the function, or null for the one operand itself
 * @param axes the axes, ascending; none for a function alone
 * @param keepDims whether the axes stay, with size 1
 */
public record Reduce(ReduceOp kind, Pointwise prologue, List<Integer> axes, boolean keepDims) implements Kernel {
    @Override
    public String name() {
        if (prologue != null) {
            return prologue.name();
        }
        return switch (kind) {
            case SUM -> "sum";
            case PROD -> "prod";
            case MAX -> "amax";
            case MIN -> "amin";
        };
    }

    @Override
    public TensorSpec[] infer(TensorSpec... inputs) {
        TensorSpec element = prologue == null ? inputs[0] : prologue.infer(inputs)[0];
        boolean counts = kind == ReduceOp.SUM || kind == ReduceOp.PROD;
        DType dtype = counts && !element.dtype().isFloating() ? DType.INT64 : element.dtype();
        Shape shape = element.shape();
        for (int axis : axes) {
            if (shape.dim(axis) == 0 && !counts && shape.numel() == 0) {
                throw new ShapeException(name() + ": no elements along axis " + axis + ": " + element.describe()
                        + " (there is no identity)");
            }
        }
        return new TensorSpec[] {TensorSpec.of(dtype, reduced(shape, axes, keepDims))};
    }

    /**
     * Returns what remains of a shape.
     *
     * @param shape the shape
     * @param axes the axes to take out
     * @param keepDims whether they stay, with size 1
     * @return the remaining shape
     */
    static Shape reduced(Shape shape, List<Integer> axes, boolean keepDims) {
        long[] dims = new long[shape.rank()];
        int count = 0;
        for (int i = 0; i < dims.length; i++) {
            if (!axes.contains(i)) {
                dims[count++] = shape.dim(i);
            } else if (keepDims) {
                dims[count++] = 1;
            }
        }
        return Shape.of(Arrays.copyOf(dims, count));
    }

    @Override
    public void run(Backend backend, View[] inputs, View[] outputs) {
        Shape shape = prologue == null ? inputs[0].shape() : Pointwise.broadcast(name(), inputs);
        if (shape.numel() == 0) {
            backend.fill(kind == ReduceOp.PROD ? 1 : 0, outputs[0]);
        } else if (axes.isEmpty()) {
            Pointwise function = prologue != null
                    ? prologue
                    : Formulas.TO
                            .bind(outputs[0].dtype(), inputs[0].dtype(), null)
                            .op();
            function.run(backend, inputs, outputs);
        } else {
            View[] expanded = new View[inputs.length];
            for (int i = 0; i < inputs.length; i++) {
                expanded[i] = inputs[i].expand(shape);
            }
            backend.reduce(
                    kind,
                    prologue == null ? null : prologue.program(),
                    prologue == null ? Pointwise.NO_SCALARS : prologue.scalars(),
                    expanded,
                    Axes.array(axes),
                    outputs[0].reshape(reduced(shape, axes, false)));
        }
    }
}
