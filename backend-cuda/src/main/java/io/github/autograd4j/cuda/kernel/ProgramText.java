package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * A pointwise program as a device function {@code program(x0, x1, …, y0, …, s0, …)}: inputs by value as they are stored,
 * outputs by reference as they are stored, then the scalar arguments. {@code scalar.cuh} defines what it calls.
 */
public final class ProgramText {
    private static final String HEX = "(0x%xull)";

    private ProgramText() {}

    /**
     * A scalar argument as a kernel takes it.
     *
     * @param index which of the program's
     * @param type the compute type that it is read in
     */
    public record Scalar(int index, DType type) {
        /**
         * Returns the name of the parameter.
         *
         * @return for example {@code s0_float32}
         */
        public String name() {
            return "s" + index + "_" + type;
        }
    }

    /**
     * Returns the scalar arguments in the order of the parameters; one that is read in two types is passed twice.
     *
     * @param program the program
     * @return the arguments
     */
    public static Scalar[] scalars(PointwiseProgram program) {
        Set<Scalar> scalars = new LinkedHashSet<>();
        for (int i = 0; i < program.size(); i++) {
            Instruction at = program.instruction(i);
            if (at.op() == ScalarOp.SCALAR) {
                scalars.add(new Scalar(at.index(), at.type()));
            }
        }
        return scalars.toArray(new Scalar[0]);
    }

    /**
     * Writes the parameters of the scalar arguments.
     *
     * @param program the program
     * @return for example {@code , float s0_float32}
     */
    public static String scalarParameters(PointwiseProgram program) {
        StringBuilder text = new StringBuilder();
        for (Scalar scalar : scalars(program)) {
            text.append(", ").append(CTypes.compute(scalar.type())).append(' ').append(scalar.name());
        }
        return text.toString();
    }

    /**
     * Writes the scalar arguments of a call.
     *
     * @param program the program
     * @return for example {@code , s0_float32}
     */
    public static String scalarArguments(PointwiseProgram program) {
        StringBuilder text = new StringBuilder();
        for (Scalar scalar : scalars(program)) {
            text.append(", ").append(scalar.name());
        }
        return text.toString();
    }

    /**
     * Writes the function that stores the outputs.
     *
     * @param program the program
     * @return its definition
     */
    public static String function(PointwiseProgram program) {
        StringBuilder text = new StringBuilder("__device__ __forceinline__ void program(");
        for (int i = 0; i < program.inputCount(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append(CTypes.storage(program.inputType(i)))
                    .append(" x")
                    .append(i);
        }
        for (int i = 0; i < program.outputCount(); i++) {
            text.append(i == 0 && program.inputCount() == 0 ? "" : ", ")
                    .append(CTypes.storage(program.outputType(i)))
                    .append("& y")
                    .append(i);
        }
        text.append(scalarParameters(program)).append(") {\n").append(body(program));
        for (int i = 0; i < program.outputCount(); i++) {
            text.append("    narrow(y")
                    .append(i)
                    .append(", v")
                    .append(program.outputPosition(i))
                    .append(");\n");
        }
        return text.append("}\n").toString();
    }

    /**
     * Writes the instructions: value i is {@code v<i>}, in its compute type; inputs are {@code x<i>}, as stored.
     *
     * @param program the program
     * @return a line for each instruction
     */
    public static String body(PointwiseProgram program) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < program.size(); i++) {
            Instruction at = program.instruction(i);
            text.append("    const ")
                    .append(CTypes.compute(at.type()))
                    .append(" v")
                    .append(i)
                    .append(" = ")
                    .append(value(at))
                    .append(";\n");
        }
        return text.toString();
    }

    private static String value(Instruction at) {
        return switch (at.op()) {
            case INPUT -> "widen(x" + at.index() + ")";
            case SCALAR -> new Scalar(at.index(), at.type()).name();
            case LITERAL -> literal(at.type(), at.literal());
            case CAST -> "cast_" + at.type() + "(v" + at.a() + ")";
            default ->
                "op_" + at.op().name().toLowerCase(Locale.ROOT) + "(v" + at.a() + (at.b() < 0 ? "" : ", v" + at.b())
                        + (at.c() < 0 ? "" : ", v" + at.c()) + ")";
        };
    }

    /** Floating constants by their bits, which need no notation for infinities and NaN. */
    private static String literal(DType type, double value) {
        return switch (type.compute()) {
            case BOOL -> value != 0 ? "true" : "false";
            case INT32 -> "((int)" + String.format(Locale.ROOT, HEX, (int) value) + ")";
            case INT64 -> "((long long)" + String.format(Locale.ROOT, HEX, (long) value) + ")";
            case FLOAT32 -> single((float) value);
            default -> twofold(value);
        };
    }

    private static String single(float value) {
        return Float.isFinite(value)
                ? Float.toHexString(value) + "f"
                : "__int_as_float(0x" + Integer.toHexString(Float.floatToRawIntBits(value)) + ")";
    }

    private static String twofold(double value) {
        return Double.isFinite(value)
                ? Double.toHexString(value)
                : "__longlong_as_double(0x" + Long.toHexString(Double.doubleToRawLongBits(value)) + "ll)";
    }
}
