package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;

/** Runs a program for one element: the road of tiny tensors, and the definition of what the block interpreter does. */
final class ElementInterpreter {
    private static final int INITIAL_VALUES = 64;
    private static final ThreadLocal<long[][]> VALUES = ThreadLocal.withInitial(() -> new long[1][INITIAL_VALUES]);

    private ElementInterpreter() {}

    /** This thread's registers, for a program's values. */
    static long[] registers(ProgramCode code) {
        long[][] holder = VALUES.get();
        if (holder[0].length < code.size) {
            holder[0] = new long[Math.max(code.size, 2 * holder[0].length)];
        }
        return holder[0];
    }

    /** Computes what does not depend on elements: literals and scalar arguments. */
    static void prepare(ProgramCode code, double[] scalars, long[] values) {
        for (int i = 0; i < code.size; i++) {
            if (code.op[i] == ScalarOp.LITERAL) {
                values[i] = code.literal[i];
            } else if (code.op[i] == ScalarOp.SCALAR) {
                values[i] = Cells.fromDouble(code.type[i], scalars[code.index[i]]);
            }
        }
    }

    /** Computes all values of one element, whose inputs lie at the given places. */
    static void run(ProgramCode code, Object[] arrays, int[] at, long[] values) {
        for (int i = 0; i < code.size; i++) {
            ScalarOp op = code.op[i];
            DType operand = code.operandType[i];
            switch (op) {
                case SCALAR, LITERAL -> {}
                case INPUT -> {
                    int input = code.index[i];
                    values[i] = Cells.load(operand, arrays[input], at[input]);
                }
                case CAST -> values[i] = ScalarMath.cast(operand, code.type[i], values[code.a[i]]);
                case SELECT -> values[i] = values[values[code.a[i]] != 0 ? code.b[i] : code.c[i]];
                default ->
                    values[i] = code.b[i] < 0
                            ? ScalarMath.unary(op, operand, values[code.a[i]])
                            : ScalarMath.binary(op, operand, values[code.a[i]], values[code.b[i]]);
            }
        }
    }
}
