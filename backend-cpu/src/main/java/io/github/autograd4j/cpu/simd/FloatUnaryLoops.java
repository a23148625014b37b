package io.github.autograd4j.cpu.simd;

import io.github.autograd4j.cpu.OpTable;
import io.github.autograd4j.op.ScalarOp;
import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Operations of one {@code float} operand: a loop for each, so that each is compiled for itself. */
final class FloatUnaryLoops {
    /** {@code y = op(x)} for whole vectors. */
    @FunctionalInterface
    interface Loop {
        void run(int n, float[] x, int xOffset, float[] y, int yOffset);
    }

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final OpTable<Loop> LOOPS = new OpTable<>();

    private FloatUnaryLoops() {}

    static Loop find(ScalarOp op) {
        return LOOPS.find(op);
    }

    /** Runs a loop over any number of elements; those that do not fill a vector go through an array that does. */
    static void run(Loop loop, int n, float[] x, int xOffset, float[] y, int yOffset) {
        int bound = SPECIES.loopBound(n);
        if (bound > 0) {
            loop.run(bound, x, xOffset, y, yOffset);
        }
        if (bound < n) {
            float[] rest = new float[LANES];
            System.arraycopy(x, xOffset + bound, rest, 0, n - bound);
            loop.run(LANES, rest, 0, rest, 0);
            System.arraycopy(rest, 0, y, yOffset + bound, n - bound);
        }
    }

    private static FloatVector load(float[] x, int at) {
        return FloatVector.fromArray(SPECIES, x, at);
    }

    static {
        LOOPS.put(ScalarOp.NEG, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(x, xOffset + i).neg().intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ABS, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatBits.abs(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SIGN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatRounding.sign(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SQRT, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                load(x, xOffset + i).lanewise(VectorOperators.SQRT).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.RSQRT, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatBits.ONE
                        .div(load(x, xOffset + i).lanewise(VectorOperators.SQRT))
                        .intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.RECIPROCAL, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatBits.ONE.div(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.FLOOR, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatRounding.floor(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.CEIL, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatRounding.ceil(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ROUND, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatRounding.round(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.TRUNC, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatRounding.trunc(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
    }

    static {
        LOOPS.put(ScalarOp.EXP, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatExponential.exp(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.EXPM1, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatExponential.expm1(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SIGMOID, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatExponential.sigmoid(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.TANH, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatTanh.tanh(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SINH, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatExponential.sinh(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.COSH, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatExponential.cosh(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.SOFTPLUS, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatSoftplus.softplus(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LOG, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatLogarithm.log(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LOG1P, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatLogarithm.log1p(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LOG2, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatLogarithm.log2(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.LOG10, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatLogarithm.log10(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ASIN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatArc.asin(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ACOS, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatArc.acos(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ATAN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatArc.atan(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
        LOOPS.put(ScalarOp.ERF, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatErf.erf(load(x, xOffset + i)).intoArray(y, yOffset + i);
            }
        });
    }

    static {
        LOOPS.put(ScalarOp.SIN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = load(x, xOffset + i);
                float[] angles = large(v) ? copy(x, xOffset + i) : null;
                FloatTrigonometry.sin(v).intoArray(y, yOffset + i);
                if (angles != null) {
                    repair(angles, y, yOffset + i, Math::sin);
                }
            }
        });
        LOOPS.put(ScalarOp.COS, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = load(x, xOffset + i);
                float[] angles = large(v) ? copy(x, xOffset + i) : null;
                FloatTrigonometry.cos(v).intoArray(y, yOffset + i);
                if (angles != null) {
                    repair(angles, y, yOffset + i, Math::cos);
                }
            }
        });
        LOOPS.put(ScalarOp.TAN, (n, x, xOffset, y, yOffset) -> {
            for (int i = 0; i < n; i += LANES) {
                FloatVector v = load(x, xOffset + i);
                float[] angles = large(v) ? copy(x, xOffset + i) : null;
                FloatTrigonometry.tan(v).intoArray(y, yOffset + i);
                if (angles != null) {
                    repair(angles, y, yOffset + i, Math::tan);
                }
            }
        });
    }

    private static boolean large(FloatVector angles) {
        VectorMask<Float> large = FloatBits.abs(angles).compare(VectorOperators.GT, FloatTrigonometry.LARGEST);
        return large.anyTrue();
    }

    private static float[] copy(float[] x, int from) {
        return java.util.Arrays.copyOfRange(x, from, from + LANES);
    }

    private static void repair(float[] angles, float[] y, int offset, DoubleUnaryOperator function) {
        for (int l = 0; l < LANES; l++) {
            if (Math.abs(angles[l]) > FloatTrigonometry.LARGEST) {
                y[offset + l] = (float) function.applyAsDouble(angles[l]);
            }
        }
    }
}
