package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.OpTable;
import io.github.autograd4j.op.ScalarOp;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Comparisons of {@code double} operands: a loop for each, so that each is compiled for itself. */
final class DoubleCompareLoops {
    /** {@code y = op(a, b)} for whole vectors; an operand of stride 0 is the same vector every time. */
    @FunctionalInterface
    interface Loop {
        void run(
                int n,
                double[] a,
                int aOffset,
                int aStride,
                double[] b,
                int bOffset,
                int bStride,
                byte[] y,
                int yOffset);
    }

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final VectorSpecies<Byte> BYTES = TruthBytes.species(LANES);

    /** Vectors of the integers 0 and 1, as bits. */
    private static final DoubleVector FALSE = DoubleVector.zero(SPECIES);

    private static final DoubleVector TRUE = DoubleVector.broadcast(SPECIES, Double.MIN_VALUE);
    private static final OpTable<Loop> LOOPS = new OpTable<>();

    private DoubleCompareLoops() {}

    static Loop find(ScalarOp op) {
        return LOOPS.find(op);
    }

    static void run(
            Loop loop,
            int n,
            double[] a,
            int aOffset,
            int aStride,
            double[] b,
            int bOffset,
            int bStride,
            byte[] y,
            int yOffset) {
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            loop.run(bound, a, aOffset, aStride, b, bOffset, bStride, y, yOffset);
        }
        if (bound < n) {
            double[] left = DoubleBinaryLoops.rest(a, aOffset + bound * aStride, aStride, n - bound);
            double[] right = DoubleBinaryLoops.rest(b, bOffset + bound * bStride, bStride, n - bound);
            byte[] truth = new byte[LANES];
            loop.run(LANES, left, 0, 1, right, 0, 1, truth, 0);
            System.arraycopy(truth, 0, y, yOffset + bound, n - bound);
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }

    private static void store(VectorMask<Double> mask, byte[] y, int at) {
        if (LANES < TruthBytes.EIGHT.length()) {
            TruthBytes.store(mask.toLong(), LANES, y, at);
        } else {
            FALSE.blend(TRUE, mask)
                    .reinterpretAsLongs()
                    .convertShape(VectorOperators.L2B, BYTES, 0)
                    .reinterpretAsBytes()
                    .intoArray(y, at);
        }
    }

    static {
        LOOPS.put(ScalarOp.EQ, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.EQ, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.NE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.NE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LT, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.LT, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.LE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.GT, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.GT, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.GE, (n, a, aOffset, aStride, b, bOffset, bStride, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleVector left = load(a, aOffset + i * aStride);
                store(left.compare(VectorOperators.GE, load(b, bOffset + i * bStride)), y, yOffset + i);
            }
        });
    }
}
