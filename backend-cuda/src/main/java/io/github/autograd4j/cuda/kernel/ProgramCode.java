package io.github.autograd4j.cuda.kernel;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A pointwise program as the fixed kernel of {@code interpret.cu} reads it: words for the instructions, in which values
 * have slots that are used again, and constants.
 */
public final class ProgramCode {
    /** How many words a launch has room for. */
    public static final int WORDS = 500;

    private static final int SMALL = 16;
    private static final int LARGE = 256;
    private static final int STORE = ScalarOp.values().length;

    private final long[] words;
    private final Instruction[] constants;
    private final int slots;

    /**
     * Translates a program.
     *
     * @param program the program
     * @param outputs the types to store its outputs in, cast if they are not the program's own
     */
    public ProgramCode(PointwiseProgram program, DType[] outputs) {
        int size = program.size();
        int[] slot = new int[size];
        int[] last = lastUses(program);
        BitSet taken = new BitSet();
        List<Instruction> numbers = new ArrayList<>();
        long[] code = new long[size + 2 * outputs.length];
        int end = 0;
        for (int i = 0; i < size; i++) {
            Instruction at = program.instruction(i);
            release(at, i, last, slot, taken);
            slot[i] = taken.nextClearBit(0);
            taken.set(slot[i], last[i] > i);
            code[end++] = word(at.op().ordinal(), operandType(program, at), slot[i], number(at, numbers))
                    | operand(slot, at.a(), 24)
                    | operand(slot, at.b(), 32)
                    | operand(slot, at.c(), 40);
        }
        int most = Math.max(1, Arrays.stream(slot).max().orElse(0) + 1);
        for (int k = 0; k < outputs.length; k++) {
            int value = slot[program.outputPosition(k)];
            DType type = program.outputType(k).compute();
            if (outputs[k].compute() != type) {
                int made = most++;
                code[end++] = word(ScalarOp.CAST.ordinal(), type, made, outputs[k].ordinal()) | (long) value << 24;
                value = made;
            }
            code[end++] = word(STORE, outputs[k], 0, program.inputCount() + k) | (long) value << 24;
        }
        words = Arrays.copyOf(code, end);
        constants = numbers.toArray(new Instruction[0]);
        slots = most;
        if (slots > LARGE) {
            throw new IllegalArgumentException(program.name() + ": too large to be interpreted: " + slots + " values");
        }
    }

    private static int[] lastUses(PointwiseProgram program) {
        int[] last = new int[program.size()];
        for (int i = 0; i < last.length; i++) {
            Instruction at = program.instruction(i);
            for (int used : new int[] {at.a(), at.b(), at.c()}) {
                if (used >= 0) {
                    last[used] = i;
                }
            }
        }
        for (int k = 0; k < program.outputCount(); k++) {
            last[program.outputPosition(k)] = Integer.MAX_VALUE;
        }
        return last;
    }

    /** The result may lie where an operand was that is not used again. */
    private static void release(Instruction at, int i, int[] last, int[] slot, BitSet taken) {
        for (int used : new int[] {at.a(), at.b(), at.c()}) {
            if (used >= 0 && last[used] == i) {
                taken.clear(slot[used]);
            }
        }
    }

    private static long word(int op, DType type, int slot, int number) {
        return op | (long) type.ordinal() << 8 | (long) slot << 16 | (long) number << 48;
    }

    private static long operand(int[] slot, int position, int shift) {
        return position < 0 ? 0 : (long) slot[position] << shift;
    }

    private static DType operandType(PointwiseProgram program, Instruction at) {
        return at.op() == ScalarOp.INPUT
                ? program.inputType(at.index())
                : at.a() < 0
                        ? at.type().compute()
                        : program.instruction(at.a()).type().compute();
    }

    private static int number(Instruction at, List<Instruction> numbers) {
        return switch (at.op()) {
            case INPUT -> at.index();
            case CAST -> at.type().ordinal();
            case SCALAR, LITERAL -> {
                numbers.add(at);
                yield numbers.size() - 1;
            }
            default -> 0;
        };
    }

    /**
     * Returns the instructions.
     *
     * @return a word for each, not copied
     */
    public long[] words() {
        return words;
    }

    /**
     * Returns the number of constants.
     *
     * @return how many words follow those of the operands
     */
    public int constantCount() {
        return constants.length;
    }

    /**
     * Returns a constant.
     *
     * @param i which
     * @param scalars the program's scalar arguments
     * @return the number as a word
     */
    public long constant(int i, double[] scalars) {
        Instruction at = constants[i];
        double value = at.op() == ScalarOp.SCALAR ? scalars[at.index()] : at.literal();
        return switch (at.type().compute()) {
            case BOOL -> value != 0 ? 1 : 0;
            case INT32 -> (int) value & 0xffffffffL;
            case INT64 -> (long) value;
            case FLOAT32 -> Float.floatToRawIntBits((float) value) & 0xffffffffL;
            default -> Double.doubleToRawLongBits(value);
        };
    }

    /**
     * Returns the kernel that has slots enough.
     *
     * @return its name in {@link #source}
     */
    public String kernel() {
        return slots <= SMALL ? "interpret_small" : "interpret_large";
    }

    /**
     * Returns the source of the kernels that run any program.
     *
     * @return the text
     */
    public static String source() {
        StringBuilder text = new StringBuilder("enum {\n");
        for (ScalarOp op : ScalarOp.values()) {
            text.append("    OP_").append(op.name()).append(",\n");
        }
        text.append("    OP_STORE\n};\nenum {\n");
        for (DType type : DType.values()) {
            text.append("    TYPE_").append(type.name()).append(",\n");
        }
        return text.append("};\n")
                .append("#define WORDS ")
                .append(WORDS)
                .append("\n#define SMALL ")
                .append(SMALL)
                .append("\n#define LARGE ")
                .append(LARGE)
                .append('\n')
                .append(KernelText.of("interpret.cu"))
                .toString();
    }
}
