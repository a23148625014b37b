package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.ReduceOp;

/**
 * Loops over ranges of arrays: what element-wise programs and reductions are made of.
 *
 * <p>A range is an array, an offset and {@code n}. The result may be the very range of an operand, but may not overlap
 * one otherwise. Operands of binary loops have a stride of 1, or of 0 for a number that is repeated {@link #lanes()}
 * times in its array (see {@link #repeat(float)}), so that one loop serves arrays and numbers. Truth values are bytes, 0
 * or 1. Where a loop does not know an operation it throws {@link IllegalArgumentException}.
 *
 * <p>The result for an element depends neither on its place in the range nor on its neighbours, and a reduction depends
 * on nothing but the elements and {@code n}: whoever cuts ranges by sizes only gets the same bits on any number of
 * threads.
 */
public interface CpuKernels {
    /** How often a number has to be repeated to serve as an operand of stride 0. */
    int lanes();

    /** A number as an operand of stride 0. */
    default float[] repeat(float value) {
        float[] repeated = new float[lanes()];
        java.util.Arrays.fill(repeated, value);
        return repeated;
    }

    /** A number as an operand of stride 0. */
    default double[] repeat(double value) {
        double[] repeated = new double[lanes()];
        java.util.Arrays.fill(repeated, value);
        return repeated;
    }

    /** {@code y = op(x)} for the floating operations of one operand, but not CAST and NOT. */
    void unary(ScalarOp op, int n, float[] x, int xOffset, float[] y, int yOffset);

    /** {@code y = op(a, b)} for arithmetic operations. */
    void binary(
            ScalarOp op,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset);

    /** {@code y = op(a, b)} for comparisons. */
    void compare(
            ScalarOp op,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset);

    /** {@code y = condition ? a : b}. */
    void select(
            int n,
            byte[] condition,
            int conditionOffset,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset);

    /**
     * Combines a range to a number; 0, 1 or an infinity for no elements. A sum adds up blocks in {@code float}, several
     * elements apart, and the blocks in {@code double}.
     */
    double reduce(ReduceOp op, int n, float[] x, int xOffset);

    /** {@code Σ a·b}, with the accuracy of a sum. */
    double dot(int n, float[] a, int aOffset, float[] b, int bOffset);

    /**
     * Adds rows to a row: {@code y[j] += Σ x[i, j]}, eight rows at a time and these by pairs; {@link RowReductions} adds
     * many rows accurately.
     *
     * @param rowStride elements from one row of x to the next
     */
    void addRows(int rows, int n, float[] x, int xOffset, int rowStride, float[] y, int yOffset);

    /** {@code y = op(x)} for the floating operations of one operand, but not CAST and NOT. */
    void unary(ScalarOp op, int n, double[] x, int xOffset, double[] y, int yOffset);

    /** {@code y = op(a, b)} for arithmetic operations. */
    void binary(
            ScalarOp op,
            int n,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] y,
            int yOffset);

    /** {@code y = op(a, b)} for comparisons. */
    void compare(
            ScalarOp op,
            int n,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset);

    /** {@code y = condition ? a : b}. */
    void select(
            int n,
            byte[] condition,
            int conditionOffset,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            double[] y,
            int yOffset);

    /** Combines a range to a number; 0, 1 or an infinity for no elements. Sums are pairwise. */
    double reduce(ReduceOp op, int n, double[] x, int xOffset);

    /** {@code Σ a·b}, with the accuracy of a sum. */
    double dot(int n, double[] a, int aOffset, double[] b, int bOffset);

    /**
     * Adds rows to a row: {@code y[j] += Σ x[i, j]}, eight rows at a time and these by pairs; {@link RowReductions} adds
     * many rows accurately.
     *
     * @param rowStride elements from one row of x to the next
     */
    void addRows(int rows, int n, double[] x, int xOffset, int rowStride, double[] y, int yOffset);

    /** {@code y = op(a, b)} for EQ, NE, AND, OR and XOR of truth values, and NOT of a alone. */
    void logical(ScalarOp op, int n, byte[] a, int aOffset, byte[] b, int bOffset, byte[] y, int yOffset);

    /** Converts between {@code float32} and {@code float64}. */
    void convert(int n, float[] x, int xOffset, double[] y, int yOffset);

    /** Converts between {@code float64} and {@code float32}, rounding to nearest even. */
    void convert(int n, double[] x, int xOffset, float[] y, int yOffset);

    /** Widens {@code float16} bit patterns. */
    void fromFloat16(int n, short[] x, int xOffset, float[] y, int yOffset);

    /** Rounds to {@code float16} bit patterns. */
    void toFloat16(int n, float[] x, int xOffset, short[] y, int yOffset);

    /** Widens {@code bfloat16} bit patterns. */
    void fromBfloat16(int n, short[] x, int xOffset, float[] y, int yOffset);

    /** Rounds to {@code bfloat16} bit patterns. */
    void toBfloat16(int n, float[] x, int xOffset, short[] y, int yOffset);
}
