package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.FloatPanels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packs a block whose depth is contiguous, by transposing squares as wide as a vector. At distance d, rows i and i + d
 * exchange the lanes by which their indices differ; the distances 1, 2, 4 … transpose the square. Two distances at a
 * time cost half the loads and stores.
 */
final class FloatTranspose {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private static final VectorShuffle<Float> UP_1 = rotate(-1);
    private static final VectorShuffle<Float> UP_2 = rotate(-2);
    private static final VectorShuffle<Float> UP_4 = rotate(-4);
    private static final VectorShuffle<Float> UP_8 = rotate(-8);
    private static final VectorShuffle<Float> DOWN_1 = rotate(1);
    private static final VectorShuffle<Float> DOWN_2 = rotate(2);
    private static final VectorShuffle<Float> DOWN_4 = rotate(4);
    private static final VectorShuffle<Float> DOWN_8 = rotate(8);
    private static final VectorMask<Float> BIT_1 = bit(1);
    private static final VectorMask<Float> BIT_2 = bit(2);
    private static final VectorMask<Float> BIT_4 = bit(4);
    private static final VectorMask<Float> BIT_8 = bit(8);

    private FloatTranspose() {}

    private static VectorShuffle<Float> rotate(int lanes) {
        return VectorShuffle.fromOp(SPECIES, i -> Math.floorMod(i + lanes, LANES));
    }

    private static VectorMask<Float> bit(int bit) {
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
            float[] source,
            int offset,
            int laneStride,
            int lanes,
            int width,
            int depth,
            float[] target,
            int targetOffset) {
        int wholeLanes = SPECIES.loopBound(lanes);
        int wholeDepth = SPECIES.loopBound(depth);
        float[] square = new float[LANES * LANES];
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
        FloatPanels.copy(
                source,
                offset + wholeLanes * laneStride,
                laneStride,
                1,
                lanes - wholeLanes,
                width,
                wholeDepth,
                target,
                targetOffset + wholeLanes);
        FloatPanels.copy(
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
            float[] source, int offset, int stride, float[] square, float[] target, int targetOffset, int width) {
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

    private static void oneAndTwo(float[] s, int from, int stride, float[] t, int to, int width) {
        for (int i = 0; i < LANES; i += 4) {
            int at = from + i * stride;
            FloatVector a = load(s, at);
            FloatVector b = load(s, at + stride);
            FloatVector c = load(s, at + 2 * stride);
            FloatVector d = load(s, at + 3 * stride);
            FloatVector ab = a.blend(b.rearrange(UP_1), BIT_1);
            FloatVector ba = a.rearrange(DOWN_1).blend(b, BIT_1);
            FloatVector cd = c.blend(d.rearrange(UP_1), BIT_1);
            FloatVector dc = c.rearrange(DOWN_1).blend(d, BIT_1);
            int row = to + i * width;
            ab.blend(cd.rearrange(UP_2), BIT_2).intoArray(t, row);
            ba.blend(dc.rearrange(UP_2), BIT_2).intoArray(t, row + width);
            ab.rearrange(DOWN_2).blend(cd, BIT_2).intoArray(t, row + 2 * width);
            ba.rearrange(DOWN_2).blend(dc, BIT_2).intoArray(t, row + 3 * width);
        }
    }

    private static void four(float[] s, float[] t, int to, int width) {
        for (int i = 0; i < 4; i++) {
            FloatVector a = load(s, i * LANES);
            FloatVector b = load(s, (i + 4) * LANES);
            a.blend(b.rearrange(UP_4), BIT_4).intoArray(t, to + i * width);
            a.rearrange(DOWN_4).blend(b, BIT_4).intoArray(t, to + (i + 4) * width);
        }
    }

    private static void fourAndEight(float[] s, float[] t, int to, int width) {
        for (int i = 0; i < 4; i++) {
            FloatVector a = load(s, i * LANES);
            FloatVector b = load(s, (i + 4) * LANES);
            FloatVector c = load(s, (i + 8) * LANES);
            FloatVector d = load(s, (i + 12) * LANES);
            FloatVector ab = a.blend(b.rearrange(UP_4), BIT_4);
            FloatVector ba = a.rearrange(DOWN_4).blend(b, BIT_4);
            FloatVector cd = c.blend(d.rearrange(UP_4), BIT_4);
            FloatVector dc = c.rearrange(DOWN_4).blend(d, BIT_4);
            int row = to + i * width;
            ab.blend(cd.rearrange(UP_8), BIT_8).intoArray(t, row);
            ba.blend(dc.rearrange(UP_8), BIT_8).intoArray(t, row + 4 * width);
            ab.rearrange(DOWN_8).blend(cd, BIT_8).intoArray(t, row + 8 * width);
            ba.rearrange(DOWN_8).blend(dc, BIT_8).intoArray(t, row + 12 * width);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }
}
