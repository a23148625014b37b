package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;

/** The vocabulary on runs of {@code int}; a stride is 1, or 0 for an operand that is one number. */
final class IntLoops {
    private IntLoops() {}

    static void unary(ScalarOp op, int n, int[] x, int xAt, int[] y, int yAt) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = -x[xAt + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.abs(x[xAt + i]);
                }
            }
            case SIGN -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Integer.signum(x[xAt + i]);
                }
            }
            case FLOOR, CEIL, ROUND, TRUNC -> System.arraycopy(x, xAt, y, yAt, n);
            default -> throw new IllegalArgumentException("program: " + op + " is not defined for integers");
        }
    }

    static void binary(ScalarOp op, int n, int[] a, int aAt, int aStep, int[] b, int bAt, int bStep, int[] y, int yAt) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] + b[bAt + i * bStep];
                }
            }
            case SUB -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] - b[bAt + i * bStep];
                }
            }
            case MUL -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = a[aAt + i * aStep] * b[bAt + i * bStep];
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.max(a[aAt + i * aStep], b[bAt + i * bStep]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = Math.min(a[aAt + i * aStep], b[bAt + i * bStep]);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (int) ScalarMath.binary(op, a[aAt + i * aStep], b[bAt + i * bStep]);
                }
            }
        }
    }

    static void compare(
            ScalarOp op, int n, int[] a, int aAt, int aStep, int[] b, int bAt, int bStep, byte[] y, int yAt) {
        switch (op) {
            case EQ -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (a[aAt + i * aStep] == b[bAt + i * bStep] ? 1 : 0);
                }
            }
            case NE -> {
                for (int i = 0; i < n; i++) {
                    y[yAt + i] = (byte) (a[aAt + i * aStep] != b[bAt + i * bStep] ? 1 : 0);
                }
            }
            case LT -> less(n, a, aAt, aStep, b, bAt, bStep, 0, y, yAt);
            case GT -> less(n, b, bAt, bStep, a, aAt, aStep, 0, y, yAt);
            case LE -> less(n, b, bAt, bStep, a, aAt, aStep, 1, y, yAt);
            case GE -> less(n, a, aAt, aStep, b, bAt, bStep, 1, y, yAt);
            default -> throw new IllegalArgumentException("program: " + op + " is no comparison");
        }
    }

    private static void less(
            int n, int[] a, int aAt, int aStep, int[] b, int bAt, int bStep, int flip, byte[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (byte) (a[aAt + i * aStep] < b[bAt + i * bStep] ? 1 - flip : flip);
        }
    }

    static void select(
            int n,
            byte[] condition,
            int at,
            int[] a,
            int aAt,
            int aStep,
            int[] b,
            int bAt,
            int bStep,
            int[] y,
            int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = condition[at + i] != 0 ? a[aAt + i * aStep] : b[bAt + i * bStep];
        }
    }
}
