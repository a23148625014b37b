package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.spi.ReduceOp;

/** Runs of elements combined into one. */
final class RangeMath {
    private static final int LANES = 8;

    private RangeMath() {}

    /** Combines floating elements in their type or better; at least one. */
    static double reduce(ReduceOp op, DType type, Object array, int at, int n) {
        if (type == DType.FLOAT32) {
            float[] x = (float[]) array;
            return switch (op) {
                case SUM -> sum(x, at, n);
                case PROD -> {
                    double result = 1;
                    for (int i = at; i < at + n; i++) {
                        result *= x[i];
                    }
                    yield result;
                }
                case MAX -> {
                    float result = x[at];
                    for (int i = at + 1; i < at + n; i++) {
                        result = Math.max(result, x[i]);
                    }
                    yield result;
                }
                case MIN -> {
                    float result = x[at];
                    for (int i = at + 1; i < at + n; i++) {
                        result = Math.min(result, x[i]);
                    }
                    yield result;
                }
            };
        }
        double[] x = (double[]) array;
        return switch (op) {
            case SUM -> sum(x, at, n);
            case PROD -> {
                double result = 1;
                for (int i = at; i < at + n; i++) {
                    result *= x[i];
                }
                yield result;
            }
            case MAX -> {
                double result = x[at];
                for (int i = at + 1; i < at + n; i++) {
                    result = Math.max(result, x[i]);
                }
                yield result;
            }
            case MIN -> {
                double result = x[at];
                for (int i = at + 1; i < at + n; i++) {
                    result = Math.min(result, x[i]);
                }
                yield result;
            }
        };
    }

    private static double sum(float[] x, int at, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = at;
        for (; i + 4 <= at + n; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < at + n; i++) {
            s0 += x[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** Pairwise down to runs of a few dozen. */
    private static double sum(double[] x, int at, int n) {
        if (n > 8 * LANES) {
            int half = n / 2;
            return sum(x, at, half) + sum(x, at + half, n - half);
        }
        double s0 = 0;
        double s1 = 0;
        int i = at;
        for (; i + 2 <= at + n; i += 2) {
            s0 += x[i];
            s1 += x[i + 1];
        }
        return i < at + n ? s0 + s1 + x[i] : s0 + s1;
    }

    /** Combines integers or truth values, sums and products as int64. */
    static long reduceWhole(ReduceOp op, DType type, Object array, int at, int n) {
        long result = Cells.load(type, array, at);
        for (int i = at + 1; i < at + n; i++) {
            long x = Cells.load(type, array, i);
            result = switch (op) {
                case SUM -> result + x;
                case PROD -> result * x;
                case MAX -> Math.max(result, x);
                case MIN -> Math.min(result, x);
            };
        }
        return result;
    }
}
