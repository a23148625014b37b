package io.github.autograd4j.cpu;

import java.util.Arrays;

/** Copies strided blocks into panels. Several lanes go at a time, so that what is written lies together. */
public final class FloatPanels {
    /** From so many contiguous lanes on, copying them as a piece is faster than one by one. */
    private static final int PIECE = 16;

    private FloatPanels() {}

    /** As {@link GemmKernel#pack} says. */
    static void pack(
            float[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            float[] target,
            int targetOffset) {
        copy(source, offset, laneStride, depthStride, lanes, width, depth, target, targetOffset);
        clear(lanes, width, depth, target, targetOffset);
    }

    /** The part of {@link #pack} that copies. */
    public static void copy(
            float[] source,
            int offset,
            int laneStride,
            int depthStride,
            int lanes,
            int width,
            int depth,
            float[] target,
            int targetOffset) {
        if (laneStride == 1 && lanes >= PIECE) {
            for (int p = 0; p < depth; p++) {
                System.arraycopy(source, offset + p * depthStride, target, targetOffset + p * width, lanes);
            }
            return;
        }
        int l = 0;
        for (; l + 8 <= lanes; l += 8) {
            eight(source, offset + l * laneStride, laneStride, depthStride, width, depth, target, targetOffset + l);
        }
        if (l + 6 <= lanes) { // the rows of a tile
            six(source, offset + l * laneStride, laneStride, depthStride, width, depth, target, targetOffset + l);
            l += 6;
        }
        for (; l + 2 <= lanes; l += 2) {
            two(source, offset + l * laneStride, laneStride, depthStride, width, depth, target, targetOffset + l);
        }
        if (l < lanes) {
            one(source, offset + l * laneStride, depthStride, width, depth, target, targetOffset + l);
        }
    }

    /** The part of {@link #pack} that writes zeros. */
    public static void clear(int lanes, int width, int depth, float[] target, int targetOffset) {
        if (lanes < width) {
            for (int p = 0; p < depth; p++) {
                int row = targetOffset + p * width;
                Arrays.fill(target, row + lanes, row + width, 0);
            }
        }
    }

    private static void eight(
            float[] s, int offset, int laneStride, int depthStride, int width, int depth, float[] t, int to) {
        int s1 = offset + laneStride;
        int s2 = s1 + laneStride;
        int s3 = s2 + laneStride;
        int s4 = s3 + laneStride;
        int s5 = s4 + laneStride;
        int s6 = s5 + laneStride;
        int s7 = s6 + laneStride;
        for (int p = 0; p < depth; p++) {
            int at = to + p * width;
            int from = p * depthStride;
            t[at] = s[offset + from];
            t[at + 1] = s[s1 + from];
            t[at + 2] = s[s2 + from];
            t[at + 3] = s[s3 + from];
            t[at + 4] = s[s4 + from];
            t[at + 5] = s[s5 + from];
            t[at + 6] = s[s6 + from];
            t[at + 7] = s[s7 + from];
        }
    }

    private static void six(
            float[] s, int offset, int laneStride, int depthStride, int width, int depth, float[] t, int to) {
        int s1 = offset + laneStride;
        int s2 = s1 + laneStride;
        int s3 = s2 + laneStride;
        int s4 = s3 + laneStride;
        int s5 = s4 + laneStride;
        for (int p = 0; p < depth; p++) {
            int at = to + p * width;
            int from = p * depthStride;
            t[at] = s[offset + from];
            t[at + 1] = s[s1 + from];
            t[at + 2] = s[s2 + from];
            t[at + 3] = s[s3 + from];
            t[at + 4] = s[s4 + from];
            t[at + 5] = s[s5 + from];
        }
    }

    private static void two(
            float[] s, int offset, int laneStride, int depthStride, int width, int depth, float[] t, int to) {
        int s1 = offset + laneStride;
        for (int p = 0; p < depth; p++) {
            int at = to + p * width;
            int from = p * depthStride;
            t[at] = s[offset + from];
            t[at + 1] = s[s1 + from];
        }
    }

    private static void one(float[] s, int offset, int depthStride, int width, int depth, float[] t, int to) {
        for (int p = 0; p < depth; p++) {
            t[to + p * width] = s[offset + p * depthStride];
        }
    }
}
