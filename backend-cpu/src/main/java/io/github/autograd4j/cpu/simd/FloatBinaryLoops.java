package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.OpTable;
import io.github.autograd4j.op.ScalarOp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Operations of two {@code float} operands: a loop for each, so that each is compiled for itself. */
final class FloatBinaryLoops {
    /** {@code y = op(a, b)} for whole vectors; an operand of stride 0 is the same vector every time. */
    @FunctionalInterface
    interface Loop {
        void run(
                int n,
                float[] a,
                int aOffset,
                int aStride,
                float[] b,
                int bOffset,
                int bStride,
                float[] y,
                int yOffset);
    }

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final OpTable<Loop> LOOPS = new OpTable<>();

    private FloatBinaryLoops() {}

    static Loop find(ScalarOp op) {
        return LOOPS.find(op);
    }

    /** Runs a loop over any number of elements; those that do not fill a vector go through arrays that do. */
    static void run(
            Loop loop,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            float[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            loop.run(bound, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        }
        if (bound < n) {
            float[] left = rest(a, aOffset + bound * aStride, aStride, n - bound);
            float[] right = rest(b, bOffset + bound * bStride, bStride, n - bound);
            loop.run(LANES, left, 0, 1, right, 0, 1, left, 0);
            System.arraycopy(left, 0, y, yOffset + bound, n - bound);
        }
    }

    static float[] rest(float[] source, int from, int stride, int count) {
        float[] rest = new float[LANES];
        System.arraycopy(source, from, rest, 0, stride == 0 ? LANES : count);
        return rest;
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    static {
        LOOPS.put(ScalarOp.ADD, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .add(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SUB, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .sub(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.MUL, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .mul(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.DIV, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .div(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.MAXIMUM, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .max(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.MINIMUM, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(a, aOffset + i * aStride)
                        .min(load(b, bOffset + i * bStride))
                        .intoArray(y, yOffset + i);
            }
        });
    }
}
