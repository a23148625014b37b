package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;

/** The vocabulary on runs of elements of compute types. */
final class BlockMath {
    private BlockMath() {}

    static void unary(ScalarOp op, DType type, Object x, int xAt, Object y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            Cells.store(type, y, yAt + i, ScalarMath.unary(op, type, Cells.load(type, x, xAt + i)));
        }
    }

    static void cast(DType from, DType to, Object x, int xAt, Object y, int yAt, int n) {
        DType source = from.compute();
        DType target = to.compute();
        for (int i = 0; i < n; i++) {
            Cells.store(target, y, yAt + i, ScalarMath.cast(source, to, Cells.load(source, x, xAt + i)));
        }
    }

    static void binary(ScalarOp op, DType type, Object a, int aAt, Object b, int bAt, Object y, int yAt, int n) {
        DType result = op.isComparison() ? DType.BOOL : type;
        for (int i = 0; i < n; i++) {
            long bits = ScalarMath.binary(op, type, Cells.load(type, a, aAt + i), Cells.load(type, b, bAt + i));
            Cells.store(result, y, yAt + i, bits);
        }
    }

    static void binary(ScalarOp op, DType type, Object a, int aAt, long b, Object y, int yAt, int n) {
        DType result = op.isComparison() ? DType.BOOL : type;
        for (int i = 0; i < n; i++) {
            Cells.store(result, y, yAt + i, ScalarMath.binary(op, type, Cells.load(type, a, aAt + i), b));
        }
    }

    static void binary(ScalarOp op, DType type, long a, Object b, int bAt, Object y, int yAt, int n) {
        DType result = op.isComparison() ? DType.BOOL : type;
        for (int i = 0; i < n; i++) {
            Cells.store(result, y, yAt + i, ScalarMath.binary(op, type, a, Cells.load(type, b, bAt + i)));
        }
    }

    static void select(
            DType type, byte[] condition, int at, Object a, int aAt, Object b, int bAt, Object y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            Cells.store(
                    type,
                    y,
                    yAt + i,
                    condition[at + i] != 0 ? Cells.load(type, a, aAt + i) : Cells.load(type, b, bAt + i));
        }
    }
}
