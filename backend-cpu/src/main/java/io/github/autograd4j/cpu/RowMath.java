package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;

/** Arithmetic on runs of float32 or float64 elements, with each other and with numbers. For one thread. */
final class RowMath {
    private final BlockMath math;
    private final DType type;
    private final Object number;

    RowMath(BlockMath math, DType type) {
        this.math = math;
        this.type = type;
        number = math.repeat(type, 0);
    }

    double max(int n, Object x, int at) {
        return math.reduce(ReduceOp.MAX, type, n, x, at);
    }

    double sum(int n, Object x, int at) {
        return math.reduce(ReduceOp.SUM, type, n, x, at);
    }

    double dot(int n, Object a, int aAt, Object b, int bAt) {
        return math.dot(type, n, a, aAt, b, bAt);
    }

    void exp(int n, Object x, int at, Object y, int yAt) {
        math.unary(ScalarOp.EXP, type, n, x, at, y, yAt);
    }

    /** {@code y = op(x, value)}. */
    void with(ScalarOp op, int n, Object x, int at, double value, Object y, int yAt) {
        BlockMath.spread(type, Double.doubleToRawLongBits(value), number, math.lanes());
        math.binary(op, type, n, x, at, 1, number, 0, 0, y, yAt);
    }

    /** {@code y = op(a, b)}. */
    void with(ScalarOp op, int n, Object a, int aAt, Object b, int bAt, Object y, int yAt) {
        math.binary(op, type, n, a, aAt, 1, b, bAt, 1, y, yAt);
    }

    double load(Object x, int at) {
        return x instanceof float[] f ? f[at] : ((double[]) x)[at];
    }

    void store(double value, Object y, int at) {
        if (y instanceof float[] f) {
            f[at] = (float) value;
        } else {
            ((double[]) y)[at] = value;
        }
    }
}
