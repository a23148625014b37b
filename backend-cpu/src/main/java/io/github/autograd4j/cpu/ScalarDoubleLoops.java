package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;

/**
 * The scalar vocabulary as plain loops over {@code double} arrays that all begin at zero, a loop for each operation: the
 * JIT makes vector instructions of loops whose arrays share one index.
 */
final class ScalarDoubleLoops {
    /** {@code y = op(x)}. */
    @FunctionalInterface
    interface Unary {
        void run(int n, double[] x, double[] y);
    }

    /** {@code y = op(a, b)}. */
    @FunctionalInterface
    interface Binary {
        void run(int n, double[] a, double[] b, double[] y);
    }

    /** {@code y = op(a, b)}, 0 or 1. */
    @FunctionalInterface
    interface Compare {
        void run(int n, double[] a, double[] b, byte[] y);
    }

    static final OpTable<Unary> UNARY = new OpTable<>();
    static final OpTable<Binary> BINARY = new OpTable<>();
    static final OpTable<Compare> COMPARE = new OpTable<>();

    private ScalarDoubleLoops() {}

    static {
        UNARY.put(ScalarOp.NEG, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = -x[i];
            }
        });
        UNARY.put(ScalarOp.ABS, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.abs(x[i]);
            }
        });
        UNARY.put(ScalarOp.SIGN, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.signum(x[i]);
            }
        });
        UNARY.put(ScalarOp.SQRT, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.sqrt(x[i]);
            }
        });
        UNARY.put(ScalarOp.RSQRT, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (1 / Math.sqrt(x[i]));
            }
        });
        UNARY.put(ScalarOp.RECIPROCAL, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = 1 / x[i];
            }
        });
        UNARY.put(ScalarOp.FLOOR, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.floor(x[i]);
            }
        });
        UNARY.put(ScalarOp.CEIL, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.ceil(x[i]);
            }
        });
        UNARY.put(ScalarOp.ROUND, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.rint(x[i]);
            }
        });
        UNARY.put(ScalarOp.TRUNC, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (x[i] < 0 ? Math.ceil(x[i]) : Math.floor(x[i]));
            }
        });
    }

    static {
        UNARY.put(ScalarOp.EXP, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.exp(x[i]);
            }
        });
        UNARY.put(ScalarOp.EXPM1, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.expm1(x[i]);
            }
        });
        UNARY.put(ScalarOp.LOG, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.log(x[i]);
            }
        });
        UNARY.put(ScalarOp.LOG1P, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.log1p(x[i]);
            }
        });
        UNARY.put(ScalarOp.LOG2, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.log2(x[i]);
            }
        });
        UNARY.put(ScalarOp.LOG10, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.log10(x[i]);
            }
        });
        UNARY.put(ScalarOp.SIN, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.sin(x[i]);
            }
        });
        UNARY.put(ScalarOp.COS, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.cos(x[i]);
            }
        });
        UNARY.put(ScalarOp.TAN, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.tan(x[i]);
            }
        });
        UNARY.put(ScalarOp.ASIN, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.asin(x[i]);
            }
        });
        UNARY.put(ScalarOp.ACOS, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.acos(x[i]);
            }
        });
        UNARY.put(ScalarOp.ATAN, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.atan(x[i]);
            }
        });
        UNARY.put(ScalarOp.SINH, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.sinh(x[i]);
            }
        });
        UNARY.put(ScalarOp.COSH, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.cosh(x[i]);
            }
        });
        UNARY.put(ScalarOp.TANH, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.tanh(x[i]);
            }
        });
        UNARY.put(ScalarOp.SIGMOID, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.sigmoid(x[i]);
            }
        });
        UNARY.put(ScalarOp.SOFTPLUS, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.softplus(x[i]);
            }
        });
        UNARY.put(ScalarOp.ERF, (n, x, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ErrorFunction.erf(x[i]);
            }
        });
    }

    static {
        BINARY.put(ScalarOp.ADD, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = a[i] + b[i];
            }
        });
        BINARY.put(ScalarOp.SUB, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = a[i] - b[i];
            }
        });
        BINARY.put(ScalarOp.MUL, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = a[i] * b[i];
            }
        });
        BINARY.put(ScalarOp.DIV, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = a[i] / b[i];
            }
        });
        BINARY.put(ScalarOp.FLOOR_DIV, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.floorDiv(a[i], b[i]);
            }
        });
        BINARY.put(ScalarOp.REMAINDER, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.remainder(a[i], b[i]);
            }
        });
        BINARY.put(ScalarOp.POW, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = ScalarMath.pow(a[i], b[i]);
            }
        });
        BINARY.put(ScalarOp.MAXIMUM, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.max(a[i], b[i]);
            }
        });
        BINARY.put(ScalarOp.MINIMUM, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.min(a[i], b[i]);
            }
        });
        BINARY.put(ScalarOp.ATAN2, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = Math.atan2(a[i], b[i]);
            }
        });
    }

    static {
        COMPARE.put(ScalarOp.EQ, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] == b[i] ? 1 : 0);
            }
        });
        COMPARE.put(ScalarOp.NE, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] != b[i] ? 1 : 0);
            }
        });
        COMPARE.put(ScalarOp.LT, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] < b[i] ? 1 : 0);
            }
        });
        COMPARE.put(ScalarOp.LE, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] <= b[i] ? 1 : 0);
            }
        });
        COMPARE.put(ScalarOp.GT, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] > b[i] ? 1 : 0);
            }
        });
        COMPARE.put(ScalarOp.GE, (n, a, b, y) -> {
            for (int i = 0; i < n; i++) {
                y[i] = (byte) (a[i] >= b[i] ? 1 : 0);
            }
        });
    }

    static void select(int n, byte[] condition, double[] a, double[] b, double[] y) {
        for (int i = 0; i < n; i++) {
            y[i] = condition[i] != 0 ? a[i] : b[i];
        }
    }
}
