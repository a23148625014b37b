package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/** Errors of sums are relative to the sizes of what is added up; those of the prologue are added up too. */
final class ReduceBound implements Bound {
    private final ReduceOp op;
    private final DType type;
    private final DType stored;
    private final long length;
    private final Elements plain;
    private final RoundingBound computed;

    ReduceBound(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        View[] rows = new View[inputs.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = ReferenceBackend.moveLast(inputs[i], axes);
        }
        this.op = op;
        this.type = prologue == null ? inputs[0].dtype() : prologue.outputType(0);
        this.stored = output.dtype();
        this.length = inputs[0].numel() / output.numel();
        this.plain = prologue == null ? new Elements(rows[0]) : null;
        this.computed = prologue == null ? null : new RoundingBound(prologue, scalars, Elements.of(rows));
    }

    @Override
    public double allowed(int output, long element, double actual, double expected) {
        if (!type.isFloating()) {
            return 0;
        }
        double size = 0;
        double errors = 0;
        double largest = 0;
        double relative = 0;
        for (long j = element * length; j < (element + 1) * length; j++) {
            double value = Math.abs(plain != null ? plain.real(j) : computed.value(j, 0));
            double error = plain != null ? 0 : 2 * computed.at(j, 0);
            size += value;
            errors += error;
            largest = Math.max(largest, error);
            relative += error == 0 ? 0 : error / value;
        }
        double ulps = Bound.ulps(type, OpClass.REDUCTION.relativeUlps);
        return Bound.cheap(stored, 0, expected)
                + switch (op) {
                    case SUM -> errors + ulps * size;
                    case PROD -> (relative + ulps + Bound.ulps(type, length)) * Math.abs(expected);
                    case MAX, MIN -> largest;
                };
    }
}
