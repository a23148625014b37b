package io.github.autograd4j.testing;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;

/**
 * How far rounding may move what a program computes for an element: the value of each instruction is moved by the error
 * that it may have, and the effects on the result are added up. So cancellation and steep functions are allowed for
 * where they happen, and nowhere else.
 */
final class RoundingBound {
    private final PointwiseProgram program;
    private final Interpreter interpreter;
    private final double[] errors;

    RoundingBound(PointwiseProgram program, double[] scalars, Elements... inputs) {
        this.program = program;
        this.interpreter = new Interpreter(program, scalars, inputs);
        this.errors = new double[program.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error(program.instruction(i));
        }
    }

    /** The relative error that the value of an instruction may have. */
    private static double error(Instruction at) {
        DType type = at.type();
        if (!type.isFloating()) {
            return 0;
        }
        double unit = Tolerance.unit(type.compute());
        return switch (at.op()) {
            case INPUT, NEG, ABS, SIGN, FLOOR, CEIL, ROUND, TRUNC, MAXIMUM, MINIMUM, SELECT -> 0;
            case CAST -> Tolerance.unit(type);
            case SCALAR, LITERAL -> unit;
            case ADD, SUB, MUL, DIV, SQRT, RECIPROCAL, FLOOR_DIV, REMAINDER -> OpClass.ARITHMETIC.relativeUlps * unit;
            default -> OpClass.TRANSCENDENTAL.relativeUlps * unit;
        };
    }

    /** The exact value of an output. */
    double value(long element, int output) {
        interpreter.run(element);
        return read(output);
    }

    private double read(int output) {
        long bits = interpreter.output(output);
        return program.outputType(output).isFloating() ? Double.longBitsToDouble(bits) : bits;
    }

    /** The bound, infinite at the edge of the domain of a function. */
    double at(long element, int output) {
        double value = value(element, output);
        double sum = 0;
        for (int i = 0; i < errors.length; i++) {
            if (errors[i] != 0) {
                double least = Rounding.least(program.instruction(i).type());
                interpreter.run(element, i, 1 + errors[i], least);
                double up = Math.abs(read(output) - value);
                interpreter.run(element, i, 1 - errors[i], -least);
                sum += Math.max(up, Math.abs(read(output) - value));
            }
        }
        return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }
}
