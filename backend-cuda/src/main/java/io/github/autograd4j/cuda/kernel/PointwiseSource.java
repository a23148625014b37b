package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.PointwiseProgram;

/**
 * The source of the kernel that runs a pointwise program. Its parameters are the number of items, the addresses of inputs
 * and outputs, the scalar arguments, and for strided operands where they lie. An item is as many neighbours as
 * {@link #width} says; contiguous operands may have a rest, strided ones have none.
 */
public final class PointwiseSource {
    /** Threads of a block. */
    public static final int THREADS = 256;

    /** So many operands, from the first on, may stay where they are along the innermost axis of a vector variant. */
    public static final int MAY_STAY = 32;

    private static final int ACCESS = 16;
    private static final int MOST = 8;

    private final PointwiseProgram program;
    private final PointwiseVariant variant;
    private final StringBuilder text = new StringBuilder();

    private PointwiseSource(PointwiseProgram program, PointwiseVariant variant) {
        this.program = program;
        this.variant = variant;
    }

    /**
     * Returns how many neighbours the vector variants take at once: 16 bytes of the widest operand.
     *
     * @param program the program
     * @return 2, 4 or 8
     */
    public static int width(PointwiseProgram program) {
        int widest = 1;
        for (int i = 0; i < operands(program); i++) {
            widest = Math.max(widest, type(program, i).byteSize());
        }
        return Math.min(ACCESS / widest, MOST);
    }

    /**
     * Returns the kernel's name.
     *
     * @param program the program
     * @return the program's name as far as it is an identifier
     */
    public static String name(PointwiseProgram program) {
        return "pointwise_" + program.name().replaceAll("[^A-Za-z0-9_]", "_");
    }

    /**
     * Returns the kernel's source.
     *
     * @param program the program
     * @param variant how to walk over the operands
     * @return the whole text
     */
    public static String of(PointwiseProgram program, PointwiseVariant variant) {
        return new PointwiseSource(program, variant).write();
    }

    private static int operands(PointwiseProgram program) {
        return program.inputCount() + program.outputCount();
    }

    /** The storage type of an operand, the inputs first. */
    private static DType type(PointwiseProgram program, int operand) {
        int inputs = program.inputCount();
        return operand < inputs ? program.inputType(operand) : program.outputType(operand - inputs);
    }

    private String write() {
        boolean strided = variant.ranks() > 0;
        text.append("typedef unsigned")
                .append(variant.wide() ? " long long" : "")
                .append(" Index;\n");
        text.append(variant.wide() ? "#define WIDE\n" : "");
        if (strided) {
            text.append("#define RANK ").append(variant.ranks()).append('\n');
            text.append("#define OPERANDS ").append(operands(program)).append('\n');
            text.append(KernelText.of("strided.cuh"));
        }
        text.append(KernelText.of("scalar.cuh")).append(ProgramText.function(program));
        text.append("extern \"C\" __global__ void __launch_bounds__(")
                .append(THREADS)
                .append(") ")
                .append(name(program))
                .append("(Index n");
        for (int k = 0; k < operands(program); k++) {
            boolean input = k < program.inputCount();
            text.append(input ? ", const " : ", ")
                    .append(CTypes.storage(type(program, k)))
                    .append(input ? "* in" : "* out")
                    .append(input ? k : k - program.inputCount());
        }
        text.append(ProgramText.scalarParameters(program));
        text.append(strided ? ", Strided strided" : "").append(") {\n");
        text.append("    const Index step = (Index)gridDim.x * blockDim.x;\n");
        if (strided) {
            loop("i", "n");
            text.append("        const Offsets offsets = offsetsOf(strided, i);\n");
            item(variant.vector() ? width(program) : 1);
        } else if (variant.vector()) {
            int width = width(program);
            loop("i", "n / " + width);
            item(width);
            text.append("    for (Index i = n / ")
                    .append(width)
                    .append(" * ")
                    .append(width)
                    .append(" + (Index)blockIdx.x * blockDim.x + threadIdx.x; i < n; i += step) {\n");
            item(1);
        } else {
            loop("i", "n");
            item(1);
        }
        return text.append("}\n").toString();
    }

    private void loop(String variable, String end) {
        text.append("    for (Index ")
                .append(variable)
                .append(" = (Index)blockIdx.x * blockDim.x + threadIdx.x; ")
                .append(variable)
                .append(" < ")
                .append(end)
                .append("; ")
                .append(variable)
                .append(" += step) {\n");
    }

    /** Reads, computes and writes one item, and ends the loop. */
    private void item(int width) {
        if (width == 1) {
            text.append("        ");
            call(-1);
        } else {
            for (int k = 0; k < program.inputCount(); k++) {
                load(k, width);
            }
            for (int k = 0; k < program.outputCount(); k++) {
                text.append("        ")
                        .append(pack(program.outputType(k), width))
                        .append(" q")
                        .append(k)
                        .append(";\n");
            }
            text.append("#pragma unroll\n        for (int j = 0; j < ")
                    .append(width)
                    .append("; j++) {\n            ");
            call(width);
            text.append("        }\n");
            for (int k = 0; k < program.outputCount(); k++) {
                text.append("        *(")
                        .append(pack(program.outputType(k), width))
                        .append("*)(out")
                        .append(k)
                        .append(" + ")
                        .append(place(program.inputCount() + k, width))
                        .append(") = q")
                        .append(k)
                        .append(";\n");
            }
        }
        text.append("    }\n");
    }

    private static String pack(DType type, int width) {
        return "Pack<" + CTypes.storage(type) + ", " + width + ">";
    }

    private String place(int operand, int width) {
        return variant.ranks() > 0 ? "offsets.at[" + operand + "]" : width == 1 ? "i" : "i * " + width;
    }

    private void load(int k, int width) {
        String pack = pack(program.inputType(k), width);
        String address = "in" + k + " + " + place(k, width);
        text.append("        ").append(pack).append(" p").append(k).append(";\n");
        if (variant.ranks() == 0 || k >= MAY_STAY) {
            text.append("        p")
                    .append(k)
                    .append(" = *(const ")
                    .append(pack)
                    .append("*)(")
                    .append(address)
                    .append(");\n");
        } else {
            text.append("        if (strided.still >> ").append(k).append(" & 1) {\n");
            text.append("            const ")
                    .append(CTypes.storage(program.inputType(k)))
                    .append(" same = *(");
            text.append(address)
                    .append(");\n#pragma unroll\n            for (int j = 0; j < ")
                    .append(width);
            text.append("; j++) {\n                p").append(k).append(".at[j] = same;\n            }\n");
            text.append("        } else {\n            p")
                    .append(k)
                    .append(" = *(const ")
                    .append(pack);
            text.append("*)(").append(address).append(");\n        }\n");
        }
    }

    private void call(int width) {
        text.append("program(");
        for (int k = 0; k < operands(program); k++) {
            boolean input = k < program.inputCount();
            int number = input ? k : k - program.inputCount();
            text.append(k == 0 ? "" : ", ");
            if (width > 1) {
                text.append(input ? "p" : "q").append(number).append(".at[j]");
            } else {
                text.append(input ? "in" : "out")
                        .append(number)
                        .append('[')
                        .append(place(k, 1))
                        .append(']');
            }
        }
        text.append(ProgramText.scalarArguments(program)).append(");\n");
    }
}
