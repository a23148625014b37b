package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;

/** Combines elements one by one, in the representation of {@link Cells}. */
final class Accumulator {
    private final ReduceOp op;
    private final DType type;
    private final boolean floating;
    private boolean empty;
    private long whole;
    private double value;
    private double lost;

    /** An accumulator of elements of a type. */
    Accumulator(ReduceOp op, DType type) {
        this.op = op;
        this.type = type;
        this.floating = type.isFloating();
        clear();
    }

    void clear() {
        empty = true;
        whole = op == ReduceOp.PROD ? 1 : 0;
        value = whole;
        lost = 0;
    }

    void add(long bits) {
        if (floating) {
            addFloating(Double.longBitsToDouble(bits));
        } else {
            addWhole(bits);
        }
        empty = false;
    }

    private void addFloating(double x) {
        switch (op) {
            case SUM -> {
                // Neumaier's compensated sum.
                double sum = value + x;
                lost += Math.abs(value) >= Math.abs(x) ? value - sum + x : x - sum + value;
                value = sum;
            }
            case PROD -> value *= x;
            case MAX -> value = empty ? x : Math.max(value, x);
            case MIN -> value = empty ? x : Math.min(value, x);
        }
    }

    private void addWhole(long x) {
        switch (op) {
            case SUM -> whole += x;
            case PROD -> whole *= x;
            case MAX -> whole = empty ? x : Math.max(whole, x);
            case MIN -> whole = empty ? x : Math.min(whole, x);
        }
    }

    /** The result as the type that the reduction has. */
    long result() {
        if (!floating) {
            return whole;
        }
        double total = value + lost;
        // The compensation of an infinite sum is NaN.
        double result = op == ReduceOp.SUM && !Double.isInfinite(value) ? total : value;
        return Cells.fromDouble(type == DType.FLOAT64 ? type : DType.FLOAT32, result);
    }
}
