package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;
import java.util.Arrays;

/**
 * The vocabulary on runs of elements of any compute type: float32 and float64 by the process' kernels, the others by
 * plain loops. A stride is 1, or 0 for an operand that {@link #repeat} made.
 */
final class BlockMath {
    private final CpuKernels kernels;

    BlockMath(CpuKernels kernels) {
        this.kernels = kernels;
    }

    /** A number, in the representation of {@link Cells}, as an operand of stride 0. */
    Object repeat(DType type, long bits) {
        Object array = CpuBuffer.newArray(type, kernels.lanes());
        spread(type, bits, array, kernels.lanes());
        return array;
    }

    /** Sets the first elements of an array of a compute type. */
    static void spread(DType type, long bits, Object array, int count) {
        switch (type) {
            case FLOAT32 -> Arrays.fill((float[]) array, 0, count, (float) Double.longBitsToDouble(bits));
            case FLOAT64 -> Arrays.fill((double[]) array, 0, count, Double.longBitsToDouble(bits));
            case INT32 -> Arrays.fill((int[]) array, 0, count, (int) bits);
            case INT64 -> Arrays.fill((long[]) array, 0, count, bits);
            default -> Arrays.fill((byte[]) array, 0, count, (byte) bits);
        }
    }

    void unary(ScalarOp op, DType type, int n, Object x, int xAt, Object y, int yAt) {
        switch (type) {
            case FLOAT32 -> kernels.unary(op, n, (float[]) x, xAt, (float[]) y, yAt);
            case FLOAT64 -> kernels.unary(op, n, (double[]) x, xAt, (double[]) y, yAt);
            case INT32 -> IntLoops.unary(op, n, (int[]) x, xAt, (int[]) y, yAt);
            case INT64 -> LongLoops.unary(op, n, (long[]) x, xAt, (long[]) y, yAt);
            default -> BoolLoops.not(n, (byte[]) x, xAt, (byte[]) y, yAt);
        }
    }

    /** Arithmetic, logic and comparisons of operands of one type. */
    void binary(
            ScalarOp op,
            DType type,
            int n,
            Object a,
            int aAt,
            int aStep,
            Object b,
            int bAt,
            int bStep,
            Object y,
            int yAt) {
        switch (type) {
            case FLOAT32 -> {
                float[] left = (float[]) a;
                float[] right = (float[]) b;
                if (op.isComparison()) {
                    kernels.compare(op, n, left, aAt, aStep, right, bAt, bStep, (byte[]) y, yAt);
                } else {
                    kernels.binary(op, n, left, aAt, aStep, right, bAt, bStep, (float[]) y, yAt);
                }
            }
            case FLOAT64 -> {
                double[] left = (double[]) a;
                double[] right = (double[]) b;
                if (op.isComparison()) {
                    kernels.compare(op, n, left, aAt, aStep, right, bAt, bStep, (byte[]) y, yAt);
                } else {
                    kernels.binary(op, n, left, aAt, aStep, right, bAt, bStep, (double[]) y, yAt);
                }
            }
            case INT32 -> {
                if (op.isComparison()) {
                    IntLoops.compare(op, n, (int[]) a, aAt, aStep, (int[]) b, bAt, bStep, (byte[]) y, yAt);
                } else {
                    IntLoops.binary(op, n, (int[]) a, aAt, aStep, (int[]) b, bAt, bStep, (int[]) y, yAt);
                }
            }
            case INT64 -> {
                if (op.isComparison()) {
                    LongLoops.compare(op, n, (long[]) a, aAt, aStep, (long[]) b, bAt, bStep, (byte[]) y, yAt);
                } else {
                    LongLoops.binary(op, n, (long[]) a, aAt, aStep, (long[]) b, bAt, bStep, (long[]) y, yAt);
                }
            }
            default -> BoolLoops.binary(op, n, (byte[]) a, aAt, aStep, (byte[]) b, bAt, bStep, (byte[]) y, yAt);
        }
    }

    void select(
            DType type,
            int n,
            byte[] condition,
            int at,
            Object a,
            int aAt,
            int aStep,
            Object b,
            int bAt,
            int bStep,
            Object y,
            int yAt) {
        switch (type) {
            case FLOAT32 ->
                kernels.select(n, condition, at, (float[]) a, aAt, aStep, (float[]) b, bAt, bStep, (float[]) y, yAt);
            case FLOAT64 ->
                kernels.select(n, condition, at, (double[]) a, aAt, aStep, (double[]) b, bAt, bStep, (double[]) y, yAt);
            case INT32 ->
                IntLoops.select(n, condition, at, (int[]) a, aAt, aStep, (int[]) b, bAt, bStep, (int[]) y, yAt);
            case INT64 ->
                LongLoops.select(n, condition, at, (long[]) a, aAt, aStep, (long[]) b, bAt, bStep, (long[]) y, yAt);
            default ->
                BoolLoops.select(n, condition, at, (byte[]) a, aAt, aStep, (byte[]) b, bAt, bStep, (byte[]) y, yAt);
        }
    }

    void cast(DType from, DType to, int n, Object x, int xAt, Object y, int yAt) {
        if (from == DType.FLOAT32 && to == DType.FLOAT64) {
            kernels.convert(n, (float[]) x, xAt, (double[]) y, yAt);
        } else if (from == DType.FLOAT64 && to == DType.FLOAT32) {
            kernels.convert(n, (double[]) x, xAt, (float[]) y, yAt);
        } else {
            Casts.run(from, to, n, x, xAt, y, yAt);
        }
    }

    /** Combines floating elements, at least one. */
    double reduce(ReduceOp op, DType type, int n, Object x, int at) {
        return type == DType.FLOAT32 ? kernels.reduce(op, n, (float[]) x, at) : kernels.reduce(op, n, (double[]) x, at);
    }

    /** {@code Σ a·b} of floating elements. */
    double dot(DType type, int n, Object a, int aAt, Object b, int bAt) {
        return type == DType.FLOAT32
                ? kernels.dot(n, (float[]) a, aAt, (float[]) b, bAt)
                : kernels.dot(n, (double[]) a, aAt, (double[]) b, bAt);
    }

    /** Adds rows of floating elements to a row: {@code y += x₀ + x₁ + …}, eight at a time by pairs. */
    void addRows(DType type, int rows, int n, Object x, int at, int rowStride, Object y, int yAt) {
        if (type == DType.FLOAT32) {
            kernels.addRows(rows, n, (float[]) x, at, rowStride, (float[]) y, yAt);
        } else {
            kernels.addRows(rows, n, (double[]) x, at, rowStride, (double[]) y, yAt);
        }
    }

    /** How many elements an operand of stride 0 must have. */
    int lanes() {
        return kernels.lanes();
    }

    /** Combines integers or truth values, at least one; sums and products as int64. */
    static long reduceWhole(ReduceOp op, DType type, int n, Object array, int at) {
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
