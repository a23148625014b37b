package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows by one to four vectors, their sums held in registers.
 *
 * <p>The loops over the depth are not unrolled: unrolled, the JIT runs out of registers. Rows beyond
 * those asked for repeat the last one and are thrown away, which costs less than a second loop.
 */
final class DoubleTiles {
    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DoubleTiles() {}

    static void tile1(
            int rows,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            v = DoubleVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            v = DoubleVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            v = DoubleVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            v = DoubleVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            v = DoubleVector.broadcast(SPECIES, a[a5 + x]);
            s50 = v.fma(b0, s50);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
    }

    static void tile2(
            int rows,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            v = DoubleVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            v = DoubleVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            v = DoubleVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            v = DoubleVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            v = DoubleVector.broadcast(SPECIES, a[a5 + x]);
            s50 = v.fma(b0, s50);
            s51 = v.fma(b1, s51);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        s01.intoArray(c, at + LANES);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        s11.intoArray(c, at + LANES);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        s21.intoArray(c, at + LANES);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        s31.intoArray(c, at + LANES);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        s41.intoArray(c, at + LANES);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
        s51.intoArray(c, at + LANES);
    }

    static void tile3(
            int rows,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s42 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        DoubleVector s52 = DoubleVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, y + 2 * LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            v = DoubleVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            v = DoubleVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            v = DoubleVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            v = DoubleVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            v = DoubleVector.broadcast(SPECIES, a[a5 + x]);
            s50 = v.fma(b0, s50);
            s51 = v.fma(b1, s51);
            s52 = v.fma(b2, s52);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        s01.intoArray(c, at + LANES);
        s02.intoArray(c, at + 2 * LANES);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        s11.intoArray(c, at + LANES);
        s12.intoArray(c, at + 2 * LANES);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        s21.intoArray(c, at + LANES);
        s22.intoArray(c, at + 2 * LANES);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        s31.intoArray(c, at + LANES);
        s32.intoArray(c, at + 2 * LANES);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        s41.intoArray(c, at + LANES);
        s42.intoArray(c, at + 2 * LANES);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
        s51.intoArray(c, at + LANES);
        s52.intoArray(c, at + 2 * LANES);
    }

    static void tile4(
            int rows,
            int depth,
            double[] a,
            int aOffset,
            int aRow,
            int aStep,
            double[] b,
            int bOffset,
            int bStep,
            double[] c,
            int cOffset,
            int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s23 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
        DoubleVector s33 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s42 = DoubleVector.zero(SPECIES);
        DoubleVector s43 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        DoubleVector s52 = DoubleVector.zero(SPECIES);
        DoubleVector s53 = DoubleVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, y + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, y + 3 * LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            s03 = v.fma(b3, s03);
            v = DoubleVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            s13 = v.fma(b3, s13);
            v = DoubleVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            s23 = v.fma(b3, s23);
            v = DoubleVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            s33 = v.fma(b3, s33);
            v = DoubleVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            s43 = v.fma(b3, s43);
            v = DoubleVector.broadcast(SPECIES, a[a5 + x]);
            s50 = v.fma(b0, s50);
            s51 = v.fma(b1, s51);
            s52 = v.fma(b2, s52);
            s53 = v.fma(b3, s53);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        s01.intoArray(c, at + LANES);
        s02.intoArray(c, at + 2 * LANES);
        s03.intoArray(c, at + 3 * LANES);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        s11.intoArray(c, at + LANES);
        s12.intoArray(c, at + 2 * LANES);
        s13.intoArray(c, at + 3 * LANES);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        s21.intoArray(c, at + LANES);
        s22.intoArray(c, at + 2 * LANES);
        s23.intoArray(c, at + 3 * LANES);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        s31.intoArray(c, at + LANES);
        s32.intoArray(c, at + 2 * LANES);
        s33.intoArray(c, at + 3 * LANES);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        s41.intoArray(c, at + LANES);
        s42.intoArray(c, at + 2 * LANES);
        s43.intoArray(c, at + 3 * LANES);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
        s51.intoArray(c, at + LANES);
        s52.intoArray(c, at + 2 * LANES);
        s53.intoArray(c, at + 3 * LANES);
    }

    /** {@link #tile4} for six rows, both operands packed: constant strides are worth a few percent. */
    static void packed4(
            int rows, int depth, double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset, int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s02 = DoubleVector.zero(SPECIES);
        DoubleVector s03 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s12 = DoubleVector.zero(SPECIES);
        DoubleVector s13 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s22 = DoubleVector.zero(SPECIES);
        DoubleVector s23 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s32 = DoubleVector.zero(SPECIES);
        DoubleVector s33 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s42 = DoubleVector.zero(SPECIES);
        DoubleVector s43 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        DoubleVector s52 = DoubleVector.zero(SPECIES);
        DoubleVector s53 = DoubleVector.zero(SPECIES);
        for (int p = 0; p < depth; p++) {
            int x = aOffset + p * ROWS;
            int y = bOffset + p * (4 * LANES);
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, y + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, y + 3 * LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            s03 = v.fma(b3, s03);
            v = DoubleVector.broadcast(SPECIES, a[x + 1]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            s13 = v.fma(b3, s13);
            v = DoubleVector.broadcast(SPECIES, a[x + 2]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            s23 = v.fma(b3, s23);
            v = DoubleVector.broadcast(SPECIES, a[x + 3]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            s33 = v.fma(b3, s33);
            v = DoubleVector.broadcast(SPECIES, a[x + 4]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            s43 = v.fma(b3, s43);
            v = DoubleVector.broadcast(SPECIES, a[x + 5]);
            s50 = v.fma(b0, s50);
            s51 = v.fma(b1, s51);
            s52 = v.fma(b2, s52);
            s53 = v.fma(b3, s53);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        s01.intoArray(c, at + LANES);
        s02.intoArray(c, at + 2 * LANES);
        s03.intoArray(c, at + 3 * LANES);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        s11.intoArray(c, at + LANES);
        s12.intoArray(c, at + 2 * LANES);
        s13.intoArray(c, at + 3 * LANES);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        s21.intoArray(c, at + LANES);
        s22.intoArray(c, at + 2 * LANES);
        s23.intoArray(c, at + 3 * LANES);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        s31.intoArray(c, at + LANES);
        s32.intoArray(c, at + 2 * LANES);
        s33.intoArray(c, at + 3 * LANES);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        s41.intoArray(c, at + LANES);
        s42.intoArray(c, at + 2 * LANES);
        s43.intoArray(c, at + 3 * LANES);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
        s51.intoArray(c, at + LANES);
        s52.intoArray(c, at + 2 * LANES);
        s53.intoArray(c, at + 3 * LANES);
    }

    /** {@link #tile2} for six rows, both operands packed: with constant strides bounds are checked once. */
    static void packed2(
            int rows, int depth, double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset, int cRow) {
        DoubleVector s00 = DoubleVector.zero(SPECIES);
        DoubleVector s01 = DoubleVector.zero(SPECIES);
        DoubleVector s10 = DoubleVector.zero(SPECIES);
        DoubleVector s11 = DoubleVector.zero(SPECIES);
        DoubleVector s20 = DoubleVector.zero(SPECIES);
        DoubleVector s21 = DoubleVector.zero(SPECIES);
        DoubleVector s30 = DoubleVector.zero(SPECIES);
        DoubleVector s31 = DoubleVector.zero(SPECIES);
        DoubleVector s40 = DoubleVector.zero(SPECIES);
        DoubleVector s41 = DoubleVector.zero(SPECIES);
        DoubleVector s50 = DoubleVector.zero(SPECIES);
        DoubleVector s51 = DoubleVector.zero(SPECIES);
        for (int p = 0; p < depth; p++) {
            int x = aOffset + p * ROWS;
            int y = bOffset + p * (2 * LANES);
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, y);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, y + LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            v = DoubleVector.broadcast(SPECIES, a[x + 1]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            v = DoubleVector.broadcast(SPECIES, a[x + 2]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            v = DoubleVector.broadcast(SPECIES, a[x + 3]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            v = DoubleVector.broadcast(SPECIES, a[x + 4]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            v = DoubleVector.broadcast(SPECIES, a[x + 5]);
            s50 = v.fma(b0, s50);
            s51 = v.fma(b1, s51);
        }
        int at = cOffset;
        s00.intoArray(c, at);
        s01.intoArray(c, at + LANES);
        if (rows == 1) {
            return;
        }
        at += cRow;
        s10.intoArray(c, at);
        s11.intoArray(c, at + LANES);
        if (rows == 2) {
            return;
        }
        at += cRow;
        s20.intoArray(c, at);
        s21.intoArray(c, at + LANES);
        if (rows == 3) {
            return;
        }
        at += cRow;
        s30.intoArray(c, at);
        s31.intoArray(c, at + LANES);
        if (rows == 4) {
            return;
        }
        at += cRow;
        s40.intoArray(c, at);
        s41.intoArray(c, at + LANES);
        if (rows == 5) {
            return;
        }
        at += cRow;
        s50.intoArray(c, at);
        s51.intoArray(c, at + LANES);
    }
}
