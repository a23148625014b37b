package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.OpTable;
import io.github.autograd4j.op.ScalarOp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Comparisons of {@code float} operands: a loop for each, so that each is compiled for itself. */
final class FloatCompareLoops {
    /** {@code y = op(a, b)} for whole vectors; an operand of stride 0 is the same vector every time. */
    @FunctionalInterface
    interface Loop {
        void run(
                int n, float[] a, int aOffset, int aStride, float[] b, int bOffset, int bStride, byte[] y, int yOffset);
    }

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> BYTES = TruthBytes.species(LANES);

    /** Vectors of the integers 0 and 1, as bits. */
    private static final FloatVector FALSE = FloatVector.zero(SPECIES);

    private static final FloatVector TRUE = FloatVector.broadcast(SPECIES, Float.MIN_VALUE);
    private static final OpTable<Loop> LOOPS = new OpTable<>();

    private FloatCompareLoops() {}

    static Loop find(ScalarOp op) {
        return LOOPS.find(op);
    }

    static void run(
            Loop loop,
            int n,
            float[] a,
            int aOffset,
            int aStride,
            float[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            loop.run(bound, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        }
        if (bound < n) {
            float[] left = FloatBinaryLoops.rest(a, aOffset + bound * aStride, aStride, n - bound);
            float[] right = FloatBinaryLoops.rest(b, bOffset + bound * bStride, bStride, n - bound);
            byte[] truth = new byte[LANES];
            loop.run(LANES, left, 0, 1, right, 0, 1, truth, 0);
            System.arraycopy(truth, 0, y, yOffset + bound, n - bound);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    private static void store(VectorMask<Float> mask, byte[] y, int at) {
        if (LANES < TruthBytes.EIGHT.length()) {
            TruthBytes.store(mask.toLong(), LANES, y, at);
        } else {
            FALSE.blend(TRUE, mask)
                    .reinterpretAsInts()
                    .convertShape(VectorOperators.I2B, BYTES, 0)
                    .reinterpretAsBytes()
                    .intoArray(y, at);
        }
    }

    static {
        LOOPS.put(ScalarOp.EQ, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.EQ, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.NE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.NE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LT, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.LT, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.LE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.GT, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.GT, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.GE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.GE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
    }
}
