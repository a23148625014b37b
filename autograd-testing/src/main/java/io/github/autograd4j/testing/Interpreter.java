package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;

/** Runs a program for one element at a time. Values are held as in {@link ReferenceBuffer}. */
final class Interpreter {
    private final PointwiseProgram program;
    private final double[] scalars;
    private final Elements[] inputs;
    private final long[] values;

    Interpreter(PointwiseProgram program, double[] scalars, Elements[] inputs) {
        this.program = program;
        this.scalars = scalars;
        this.inputs = inputs;
        this.values = new long[program.size()];
    }

    void run(long element) {
        run(element, -1, 1, 0);
    }

    /** Moves the value of one instruction, of a floating type, as rounding may: by a factor, and by a least number. */
    void run(long element, int moved, double factor, double shift) {
        for (int position = 0; position < values.length; position++) {
            Instruction at = program.instruction(position);
            values[position] = switch (at.op()) {
                case INPUT -> inputs[at.index()].raw(element);
                case SCALAR -> cast(DType.FLOAT64, at.type(), bits(scalars[at.index()]));
                case LITERAL -> literal(at.type(), at.literal());
                case CAST -> cast(type(at.a()), at.type(), values[at.a()]);
                case SELECT -> values[values[at.a()] != 0 ? at.b() : at.c()];
                default -> at.op().arity() == 1 ? unary(at) : binary(at);
            };
            if (position == moved) {
                values[position] = bits(real(values[position]) * factor + shift);
            }
        }
    }

    long output(int i) {
        return values[program.outputPosition(i)];
    }

    private long unary(Instruction at) {
        long x = values[at.a()];
        return type(at.a()).isFloating()
                ? bits(ScalarMath.unary(at.op(), real(x)))
                : Rounding.toInteger(at.type(), ScalarMath.unary(at.op(), x));
    }

    private long binary(Instruction at) {
        ScalarOp op = at.op();
        long a = values[at.a()];
        long b = values[at.b()];
        boolean floating = type(at.a()).isFloating();
        if (op.isComparison()) {
            boolean holds = floating ? ScalarMath.compare(op, real(a), real(b)) : ScalarMath.compare(op, a, b);
            return holds ? 1 : 0;
        }
        return floating
                ? bits(ScalarMath.binary(op, real(a), real(b)))
                : Rounding.toInteger(at.type(), ScalarMath.binary(op, a, b));
    }

    private DType type(int position) {
        return program.instruction(position).type();
    }

    /** Not rounded: the constants of mathematics are meant exactly. */
    private static long literal(DType type, double value) {
        return type.isFloating() ? bits(value) : Rounding.truncate(type, value);
    }

    static long cast(DType from, DType to, long value) {
        if (from.isFloating()) {
            return to.isFloating() ? bits(Rounding.toFloating(to, real(value))) : Rounding.truncate(to, real(value));
        }
        return to.isFloating()
                ? bits(Rounding.toFloating(to, to == DType.FLOAT32 ? (float) value : value))
                : Rounding.toInteger(to, value);
    }

    private static double real(long bits) {
        return Double.longBitsToDouble(bits);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }
}
