package io.github.autograd4j.testing;

import io.github.autograd4j.spi.ReduceOp;

/** Combines elements, which are held as in {@link ReferenceBuffer}, one by one; sums lose nothing to rounding. */
final class Accumulator {
    private final boolean floating;
    private boolean empty = true;
    private double real;
    private double lost;
    private long integer;

    Accumulator(boolean floating) {
        this.floating = floating;
    }

    void add(ReduceOp op, long element) {
        if (floating) {
            addReal(op, Double.longBitsToDouble(element));
        } else {
            integer = empty ? element : combine(op, integer, element);
        }
        empty = false;
    }

    private static long combine(ReduceOp op, long a, long b) {
        return switch (op) {
            case SUM -> a + b;
            case PROD -> a * b;
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
        };
    }

    private void addReal(ReduceOp op, double x) {
        double sum = real + x;
        if (op == ReduceOp.SUM && !empty && Double.isFinite(sum)) {
            lost += Math.abs(real) >= Math.abs(x) ? real - sum + x : x - sum + real;
        }
        real = empty
                ? x
                : switch (op) {
                    case SUM -> sum;
                    case PROD -> real * x;
                    case MAX -> Math.max(real, x);
                    case MIN -> Math.min(real, x);
                };
    }

    long value() {
        return floating ? Double.doubleToRawLongBits(real + lost) : integer;
    }
}
