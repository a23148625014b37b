package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;

/** The vocabulary on runs of truth values, bytes of 0 or 1; a stride is 1, or 0 for an operand that is one value. */
final class BoolLoops {
    private BoolLoops() {}

    static void not(int n, byte[] x, int xAt, byte[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (byte) (x[xAt + i] ^ 1);
        }
    }

    static void binary(
            ScalarOp op, int n, byte[] a, int aAt, int aStep, byte[] b, int bAt, int bStep, byte[] y, int yAt) {
        switch (op) {
            case AND, MUL, MINIMUM -> and(n, a, aAt, aStep, 0, b, bAt, bStep, 0, y, yAt);
            case OR, MAXIMUM -> or(n, a, aAt, aStep, 0, b, bAt, bStep, y, yAt);
            case XOR, NE -> xor(n, a, aAt, aStep, 0, b, bAt, bStep, y, yAt);
            case EQ -> xor(n, a, aAt, aStep, 1, b, bAt, bStep, y, yAt);
            case LT -> and(n, a, aAt, aStep, 1, b, bAt, bStep, 0, y, yAt);
            case GT -> and(n, a, aAt, aStep, 0, b, bAt, bStep, 1, y, yAt);
            case LE -> or(n, a, aAt, aStep, 1, b, bAt, bStep, y, yAt);
            case GE -> or(n, b, bAt, bStep, 1, a, aAt, aStep, y, yAt);
            default -> throw new IllegalArgumentException("program: " + op + " is not defined for bool");
        }
    }

    /** Both hold, an operand being negated where its flip is 1. */
    private static void and(
            int n,
            byte[] a,
            int aAt,
            int aStep,
            int aFlip,
            byte[] b,
            int bAt,
            int bStep,
            int bFlip,
            byte[] y,
            int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (byte) ((a[aAt + i * aStep] ^ aFlip) & (b[bAt + i * bStep] ^ bFlip));
        }
    }

    private static void or(
            int n, byte[] a, int aAt, int aStep, int aFlip, byte[] b, int bAt, int bStep, byte[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (byte) ((a[aAt + i * aStep] ^ aFlip) | b[bAt + i * bStep]);
        }
    }

    private static void xor(
            int n, byte[] a, int aAt, int aStep, int flip, byte[] b, int bAt, int bStep, byte[] y, int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = (byte) (a[aAt + i * aStep] ^ b[bAt + i * bStep] ^ flip);
        }
    }

    static void select(
            int n,
            byte[] condition,
            int at,
            byte[] a,
            int aAt,
            int aStep,
            byte[] b,
            int bAt,
            int bStep,
            byte[] y,
            int yAt) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = condition[at + i] != 0 ? a[aAt + i * aStep] : b[bAt + i * bStep];
        }
    }
}
