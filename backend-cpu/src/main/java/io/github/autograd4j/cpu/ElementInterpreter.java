package io.github.autograd4j.cpu;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * Runs a program element by element, without preparation and without garbage: the road of tiny tensors. What is frequent
 * has an opcode, so that an instruction costs one jump; the rest goes through {@link ScalarMath}.
 */
final class ElementInterpreter {
    private static final int OTHER = 0;
    private static final int LITERAL = 1;
    private static final int LOAD_FLOAT = 2;
    private static final int LOAD_DOUBLE = 3;
    private static final int LOAD = 4;
    private static final int SELECT = 5;
    private static final int SCALAR = 6;
    private static final int ADD = 7;
    private static final int SUB = 8;
    private static final int MUL = 9;
    private static final int DIV = 10;
    private static final int NEG = 11;
    private static final int LESS = 12;
    private static final int LESS_OR_EQUAL = 13;
    private static final int EXP = 14;
    private static final int TANH = 15;
    private static final int KEEP = 16;

    private ElementInterpreter() {}

    /** The opcode of an instruction. */
    static byte opcode(ScalarOp op, DType type, DType operand) {
        if (op == ScalarOp.INPUT) {
            return (byte) (operand == DType.FLOAT32 ? LOAD_FLOAT : operand == DType.FLOAT64 ? LOAD_DOUBLE : LOAD);
        }
        if (op == ScalarOp.CAST && type.isFloating() && type.byteSize() >= 4 && operand.isFloating()) {
            return KEEP;
        }
        boolean floating = operand.isFloating();
        return (byte)
                switch (op) {
                    case LITERAL -> LITERAL;
                    case SELECT -> SELECT;
                    case SCALAR -> floating ? SCALAR : OTHER;
                    case ADD -> floating ? ADD : OTHER;
                    case SUB -> floating ? SUB : OTHER;
                    case MUL -> floating ? MUL : OTHER;
                    case DIV -> floating ? DIV : OTHER;
                    case NEG -> floating ? NEG : OTHER;
                    case LT -> floating ? LESS : OTHER;
                    case LE -> floating ? LESS_OR_EQUAL : OTHER;
                    case EXP -> EXP;
                    case TANH -> TANH;
                    default -> OTHER;
                };
    }

    static void run(ProgramCode code, double[] scalars, View[] inputs, View[] outputs, int numel) {
        long[] values = Scratch.mine().values(code.size);
        for (int element = 0; element < numel; element++) {
            compute(code, scalars, inputs, element, values);
            for (int o = 0; o < outputs.length; o++) {
                store(outputs[o], element, values[code.output[o]]);
            }
        }
    }

    /** Computes all values of the element of a row-major index. */
    static void compute(ProgramCode code, double[] scalars, View[] inputs, int element, long[] values) {
        byte[] opcodes = code.opcode;
        for (int i = 0; i < opcodes.length; i++) {
            double result;
            switch (opcodes[i]) {
                case LOAD_FLOAT -> {
                    View input = inputs[code.index[i]];
                    values[i] = doubleToRawLongBits(((float[]) CpuBuffer.array(input))[at(input, element)]);
                    continue;
                }
                case LOAD_DOUBLE -> {
                    View input = inputs[code.index[i]];
                    values[i] = doubleToRawLongBits(((double[]) CpuBuffer.array(input))[at(input, element)]);
                    continue;
                }
                case LOAD -> {
                    View input = inputs[code.index[i]];
                    values[i] = Cells.load(input.dtype(), CpuBuffer.array(input), at(input, element));
                    continue;
                }
                case LITERAL -> {
                    values[i] = code.literal[i];
                    continue;
                }
                case SELECT -> {
                    values[i] = values[values[code.a[i]] != 0 ? code.b[i] : code.c[i]];
                    continue;
                }
                case LESS -> {
                    values[i] = longBitsToDouble(values[code.a[i]]) < longBitsToDouble(values[code.b[i]]) ? 1 : 0;
                    continue;
                }
                case LESS_OR_EQUAL -> {
                    values[i] = longBitsToDouble(values[code.a[i]]) <= longBitsToDouble(values[code.b[i]]) ? 1 : 0;
                    continue;
                }
                case OTHER -> {
                    values[i] = other(code, i, scalars, values);
                    continue;
                }
                case SCALAR -> result = scalars[code.index[i]];
                case KEEP -> result = longBitsToDouble(values[code.a[i]]);
                case ADD -> result = longBitsToDouble(values[code.a[i]]) + longBitsToDouble(values[code.b[i]]);
                case SUB -> result = longBitsToDouble(values[code.a[i]]) - longBitsToDouble(values[code.b[i]]);
                case MUL -> result = longBitsToDouble(values[code.a[i]]) * longBitsToDouble(values[code.b[i]]);
                case DIV -> result = longBitsToDouble(values[code.a[i]]) / longBitsToDouble(values[code.b[i]]);
                case NEG -> result = -longBitsToDouble(values[code.a[i]]);
                case EXP -> result = Math.exp(longBitsToDouble(values[code.a[i]]));
                case TANH -> result = Math.tanh(longBitsToDouble(values[code.a[i]]));
                default -> throw new AssertionError(opcodes[i]);
            }
            values[i] = doubleToRawLongBits(code.single[i] ? (float) result : result);
        }
    }

    private static long other(ProgramCode code, int i, double[] scalars, long[] values) {
        ScalarOp op = code.op[i];
        DType operand = code.operandType[i];
        return switch (op) {
            case SCALAR -> Cells.fromDouble(operand, scalars[code.index[i]]);
            case CAST -> ScalarMath.cast(operand, code.type[i], values[code.a[i]]);
            default ->
                code.b[i] < 0
                        ? ScalarMath.unary(op, operand, values[code.a[i]])
                        : ScalarMath.binary(op, operand, values[code.a[i]], values[code.b[i]]);
        };
    }

    private static void store(View output, int element, long bits) {
        Object array = CpuBuffer.array(output);
        if (array instanceof float[] floats) {
            floats[at(output, element)] = (float) longBitsToDouble(bits);
        } else {
            Cells.store(output.dtype(), array, at(output, element), bits);
        }
    }

    private static int at(View view, int element) {
        return element == 0
                ? (int) view.offset()
                : view.isContiguous() ? (int) view.offset() + element : stridedAt(view, element);
    }

    private static int stridedAt(View view, int element) {
        long rest = element;
        long at = view.offset();
        for (int axis = view.rank() - 1; axis >= 0; axis--) {
            long outer = rest / view.dim(axis);
            at += (rest - outer * view.dim(axis)) * view.stride(axis);
            rest = outer;
        }
        return (int) at;
    }
}
