package io.github.autograd4j.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of six rows by one to four vectors, their sums held in registers.
 *
 * <p>The loops over the depth are not unrolled: unrolled, the JIT runs out of registers. Rows beyond
 * those asked for repeat the last one and are thrown away, which costs less than a second loop.
 */
final class FloatTiles {
    /** Rows of a tile. */
    static final int ROWS = 6;

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private FloatTiles() {}

    static void tile1(
            int rows,
            int depth,
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            v = FloatVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            v = FloatVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            v = FloatVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            v = FloatVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            v = FloatVector.broadcast(SPECIES, a[a5 + x]);
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
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, y + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            v = FloatVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            v = FloatVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            v = FloatVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            v = FloatVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            v = FloatVector.broadcast(SPECIES, a[a5 + x]);
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
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s52 = FloatVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, y + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, y + 2 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            v = FloatVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            v = FloatVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            v = FloatVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            v = FloatVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            v = FloatVector.broadcast(SPECIES, a[a5 + x]);
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
            float[] a,
            int aOffset,
            int aRow,
            int aStep,
            float[] b,
            int bOffset,
            int bStep,
            float[] c,
            int cOffset,
            int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s43 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s52 = FloatVector.zero(SPECIES);
        FloatVector s53 = FloatVector.zero(SPECIES);
        int a0 = aOffset;
        int a1 = aOffset + Math.min(1, rows - 1) * aRow;
        int a2 = aOffset + Math.min(2, rows - 1) * aRow;
        int a3 = aOffset + Math.min(3, rows - 1) * aRow;
        int a4 = aOffset + Math.min(4, rows - 1) * aRow;
        int a5 = aOffset + Math.min(5, rows - 1) * aRow;
        for (int p = 0; p < depth; p++) {
            int x = p * aStep;
            int y = bOffset + p * bStep;
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, y + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, y + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, y + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            s03 = v.fma(b3, s03);
            v = FloatVector.broadcast(SPECIES, a[a1 + x]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            s13 = v.fma(b3, s13);
            v = FloatVector.broadcast(SPECIES, a[a2 + x]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            s23 = v.fma(b3, s23);
            v = FloatVector.broadcast(SPECIES, a[a3 + x]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            s33 = v.fma(b3, s33);
            v = FloatVector.broadcast(SPECIES, a[a4 + x]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            s43 = v.fma(b3, s43);
            v = FloatVector.broadcast(SPECIES, a[a5 + x]);
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
            int rows, int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s02 = FloatVector.zero(SPECIES);
        FloatVector s03 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s12 = FloatVector.zero(SPECIES);
        FloatVector s13 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s22 = FloatVector.zero(SPECIES);
        FloatVector s23 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s32 = FloatVector.zero(SPECIES);
        FloatVector s33 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s42 = FloatVector.zero(SPECIES);
        FloatVector s43 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        FloatVector s52 = FloatVector.zero(SPECIES);
        FloatVector s53 = FloatVector.zero(SPECIES);
        for (int p = 0; p < depth; p++) {
            int x = aOffset + p * ROWS;
            int y = bOffset + p * (4 * LANES);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, y + LANES);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, y + 2 * LANES);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, y + 3 * LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, a[x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            s02 = v.fma(b2, s02);
            s03 = v.fma(b3, s03);
            v = FloatVector.broadcast(SPECIES, a[x + 1]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            s12 = v.fma(b2, s12);
            s13 = v.fma(b3, s13);
            v = FloatVector.broadcast(SPECIES, a[x + 2]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            s22 = v.fma(b2, s22);
            s23 = v.fma(b3, s23);
            v = FloatVector.broadcast(SPECIES, a[x + 3]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            s32 = v.fma(b2, s32);
            s33 = v.fma(b3, s33);
            v = FloatVector.broadcast(SPECIES, a[x + 4]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            s42 = v.fma(b2, s42);
            s43 = v.fma(b3, s43);
            v = FloatVector.broadcast(SPECIES, a[x + 5]);
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
            int rows, int depth, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, int cRow) {
        FloatVector s00 = FloatVector.zero(SPECIES);
        FloatVector s01 = FloatVector.zero(SPECIES);
        FloatVector s10 = FloatVector.zero(SPECIES);
        FloatVector s11 = FloatVector.zero(SPECIES);
        FloatVector s20 = FloatVector.zero(SPECIES);
        FloatVector s21 = FloatVector.zero(SPECIES);
        FloatVector s30 = FloatVector.zero(SPECIES);
        FloatVector s31 = FloatVector.zero(SPECIES);
        FloatVector s40 = FloatVector.zero(SPECIES);
        FloatVector s41 = FloatVector.zero(SPECIES);
        FloatVector s50 = FloatVector.zero(SPECIES);
        FloatVector s51 = FloatVector.zero(SPECIES);
        for (int p = 0; p < depth; p++) {
            int x = aOffset + p * ROWS;
            int y = bOffset + p * (2 * LANES);
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, y);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, y + LANES);
            FloatVector v = FloatVector.broadcast(SPECIES, a[x]);
            s00 = v.fma(b0, s00);
            s01 = v.fma(b1, s01);
            v = FloatVector.broadcast(SPECIES, a[x + 1]);
            s10 = v.fma(b0, s10);
            s11 = v.fma(b1, s11);
            v = FloatVector.broadcast(SPECIES, a[x + 2]);
            s20 = v.fma(b0, s20);
            s21 = v.fma(b1, s21);
            v = FloatVector.broadcast(SPECIES, a[x + 3]);
            s30 = v.fma(b0, s30);
            s31 = v.fma(b1, s31);
            v = FloatVector.broadcast(SPECIES, a[x + 4]);
            s40 = v.fma(b0, s40);
            s41 = v.fma(b1, s41);
            v = FloatVector.broadcast(SPECIES, a[x + 5]);
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
