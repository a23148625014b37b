package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.OpTable;
import io.github.autograd4j.op.ScalarOp;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Operations of one {@code double} operand: a loop for each, so that each is compiled for itself. */
final class DoubleUnaryLoops {
    /** {@code y = op(x)} for whole vectors. */
    @FunctionalInterface
    interface Loop {
        void run(int n, double[] x, int xOffset, double[] y, int yOffset);
    }

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final OpTable<Loop> LOOPS = new OpTable<>();

    private DoubleUnaryLoops() {}

    static Loop find(ScalarOp op) {
        return LOOPS.find(op);
    }

    /** Runs a loop over any number of elements; those that do not fill a vector go through an array that does. */
    static void run(Loop loop, int n, double[] x, int xOffset, double[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            loop.run(bound, x, xOffset, y, yOffset);
        }
        if (bound < n) {
            double[] rest = new double[LANES];
            System.arraycopy(x, xOffset + bound, rest, 0, n - bound);
            loop.run(LANES, rest, 0, rest, 0);
            System.arraycopy(rest, 0, y, yOffset + bound, n - bound);
        }
    }

    private static DoubleVector load(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }

    static {
        LOOPS.put(ScalarOp.NEG, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(x, xOffset + i).neg().intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ABS, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleBits.abs(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SIGN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleRounding.sign(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SQRT, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(x, xOffset + i).lanewise(VectorOperators.SQRT).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.RSQRT, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleBits.ONE
                        .div(load(x, xOffset + i).lanewise(VectorOperators.SQRT))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.RECIPROCAL, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleBits.ONE.div(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.FLOOR, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleRounding.floor(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.CEIL, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleRounding.ceil(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ROUND, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleRounding.round(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.TRUNC, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                DoubleRounding.trunc(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
    }
}
