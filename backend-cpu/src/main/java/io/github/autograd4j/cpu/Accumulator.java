package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;

/** Combines parts of a reduction, in the order in which they come, in float64 with compensation or in int64. */
final class Accumulator {
    private final ReduceOp op;
    private boolean empty;
    private long whole;
    private double value;
    private double lost;

    Accumulator(ReduceOp op) {
        this.op = op;
        clear();
    }

    void clear() {
        empty = true;
        whole = op == ReduceOp.PROD ? 1 : 0;
        value = whole;
        lost = 0;
    }

    void add(double x) {
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
        empty = false;
    }

    void add(long x) {
        switch (op) {
            case SUM -> whole += x;
            case PROD -> whole *= x;
            case MAX -> whole = empty ? x : Math.max(whole, x);
            case MIN -> whole = empty ? x : Math.min(whole, x);
        }
        empty = false;
    }

    /** The result for a storage type, in the representation of {@link Cells}. */
    long bits(DType type) {
        return type.isFloating() ? Double.doubleToRawLongBits(result()) : whole;
    }

    /** The result of floating elements. */
    double result() {
        // The compensation of an infinite sum is NaN.
        return Double.isInfinite(value) ? value : value + lost;
    }
}
