package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.DoublePanels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs a block whose depth is contiguous, by transposing squares as wide as a vector. At distance d, rows i and i + d
 * exchange the lanes by which their indices differ; the distances 1, 2, 4 … transpose the square. Two distances at a
 * time cost half the loads and stores.
 */
final class DoubleTranspose {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final VectorShuffle<Double> UP_1 = rotate(-1);
    private static final VectorShuffle<Double> UP_2 = rotate(-2);
    private static final VectorShuffle<Double> UP_4 = rotate(-4);
    private static final VectorShuffle<Double> UP_8 = rotate(-8);
    private static final VectorShuffle<Double> DOWN_1 = rotate(1);
    private static final VectorShuffle<Double> DOWN_2 = rotate(2);
    private static final VectorShuffle<Double> DOWN_4 = rotate(4);
    private static final VectorShuffle<Double> DOWN_8 = rotate(8);
    private static final VectorMask<Double> BIT_1 = bit(1);
    private static final VectorMask<Double> BIT_2 = bit(2);
    private static final VectorMask<Double> BIT_4 = bit(4);
    private static final VectorMask<Double> BIT_8 = bit(8);

    private DoubleTranspose() {}

    private static VectorShuffle<Double> rotate(int lanes) {
        return VectorShuffle.fromOp(SPECIES, i -> Math.floorMod(i + lanes, LANES));
    }

    private static VectorMask<Double> bit(int bit) {
        boolean[] set = new boolean[LANES];
        for (int i = 0; i < LANES; i++) {
            set[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, set, 0);
    }

    /** Whether squares of vectors are large enough, and known here. */
    static boolean worthwhile(int lanes, int depth) {
        return (LANES == 4 || LANES == 8 || LANES == 16) && lanes >= LANES && depth >= LANES;
    }

    /** Copies lanes whose elements are contiguous along the depth. */
    static void copy(
            double[] source,
            int offset,
            int laneStride,
            int lanes,
            int width,
            int depth,
            double[] target,
            int targetOffset) {
        int wholeLanes = SPECIES.loopBound(lanes);
        int wholeDepth = SPECIES.loopBound(depth);
        double[] square = new double[LANES * LANES];
        for (int p = 0; p < wholeDepth; p += LANES) {
            for (int l = 0; l < wholeLanes; l += LANES) {
                square(
                        source,
                        offset + l * laneStride + p,
                        laneStride,
                        square,
                        target,
                        targetOffset + p * width + l,
                        width);
            }
        }
        DoublePanels.copy(
                source,
                offset + wholeLanes * laneStride,
                laneStride,
                1,
                lanes - wholeLanes,
                width,
                wholeDepth,
                target,
                targetOffset + wholeLanes);
        DoublePanels.copy(
                source,
                offset + wholeDepth,
                laneStride,
                1,
                lanes,
                width,
                depth - wholeDepth,
                target,
                targetOffset + wholeDepth * width);
    }

    private static void square(
            double[] source, int offset, int stride, double[] square, double[] target, int targetOffset, int width) {
        if (LANES == 4) {
            oneAndTwo(source, offset, stride, target, targetOffset, width);
        } else {
            oneAndTwo(source, offset, stride, square, 0, LANES);
            if (LANES == 8) {
                four(square, target, targetOffset, width);
            } else {
                fourAndEight(square, target, targetOffset, width);
            }
        }
    }

    private static void oneAndTwo(double[] s, int from, int stride, double[] t, int to, int width) {
        for (int i = 0; i < LANES; i += 4) {
            int at = from + i * stride;
            DoubleVector a = load(s, at);
            DoubleVector b = load(s, at + stride);
            DoubleVector c = load(s, at + 2 * stride);
            DoubleVector d = load(s, at + 3 * stride);
            DoubleVector ab = a.blend(b.rearrange(UP_1), BIT_1);
            DoubleVector ba = a.rearrange(DOWN_1).blend(b, BIT_1);
            DoubleVector cd = c.blend(d.rearrange(UP_1), BIT_1);
            DoubleVector dc = c.rearrange(DOWN_1).blend(d, BIT_1);
            int row = to + i * width;
            ab.blend(cd.rearrange(UP_2), BIT_2).intoArray(t, row);
            ba.blend(dc.rearrange(UP_2), BIT_2).intoArray(t, row + width);
            ab.rearrange(DOWN_2).blend(cd, BIT_2).intoArray(t, row + 2 * width);
            ba.rearrange(DOWN_2).blend(dc, BIT_2).intoArray(t, row + 3 * width);
        }
    }

    private static void four(double[] s, double[] t, int to, int width) {
        for (int i = 0; i < 4; i++) {
            DoubleVector a = load(s, i * LANES);
            DoubleVector b = load(s, (i + 4) * LANES);
            a.blend(b.rearrange(UP_4), BIT_4).intoArray(t, to + i * width);
            a.rearrange(DOWN_4).blend(b, BIT_4).intoArray(t, to + (i + 4) * width);
        }
    }

    private static void fourAndEight(double[] s, double[] t, int to, int width) {
        for (int i = 0; i < 4; i++) {
            DoubleVector a = load(s, i * LANES);
            DoubleVector b = load(s, (i + 4) * LANES);
            DoubleVector c = load(s, (i + 8) * LANES);
            DoubleVector d = load(s, (i + 12) * LANES);
            DoubleVector ab = a.blend(b.rearrange(UP_4), BIT_4);
            DoubleVector ba = a.rearrange(DOWN_4).blend(b, BIT_4);
            DoubleVector cd = c.blend(d.rearrange(UP_4), BIT_4);
            DoubleVector dc = c.rearrange(DOWN_4).blend(d, BIT_4);
            int row = to + i * width;
            ab.blend(cd.rearrange(UP_8), BIT_8).intoArray(t, row);
            ba.blend(dc.rearrange(UP_8), BIT_8).intoArray(t, row + 4 * width);
            ab.rearrange(DOWN_8).blend(cd, BIT_8).intoArray(t, row + 8 * width);
            ba.rearrange(DOWN_8).blend(dc, BIT_8).intoArray(t, row + 12 * width);
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }
}
