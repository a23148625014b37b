package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import java.util.Arrays;

/**
 * How the blocks of a program are computed, given which inputs repeat one element, which can be read where they lie, and
 * which outputs can be written where they belong. What depends on no element is computed once and stays a number;
 * every other value has a register, which is used again after the value's last use.
 */
final class BlockPlan {
    private static final int FOREVER = Integer.MAX_VALUE;

    final ProgramCode code;
    private final long uniformInputs;
    private final long inPlaceInputs;
    private final long directOutputs;
    private final boolean aliased;

    /** By instruction: whether the value depends on no element. */
    final boolean[] uniform;

    /** By instruction: the number of its register, or −1. */
    final int[] register;

    /** By instruction: the output that it is computed into, or −1. */
    final int[] direct;

    /** The instructions that are run for each block. */
    final int[] steps;

    /** The outputs that are stored when a block has been computed. */
    final int[] stored;

    /** By instruction: whether all that read it take operands of stride 0. */
    final boolean[] repeatable;

    /** The numbers that are operands of what is computed for each block. */
    final int[] repeated;

    /** The numbers that are needed as registers that hold them everywhere. */
    final int[] spread;

    /** A measure of the work for an element, about 1 for an addition. */
    final int cost;

    /**
     * Makes a plan. What it depends on besides the code are sets of inputs or outputs, as bits.
     *
     * @param uniformInputs inputs that repeat one element
     * @param inPlaceInputs inputs that are read where they lie
     * @param directOutputs outputs that can be written where they belong, so far as memory is concerned
     * @param aliased whether an output may be an input
     */
    BlockPlan(ProgramCode code, long uniformInputs, long inPlaceInputs, long directOutputs, boolean aliased) {
        this.code = code;
        this.uniformInputs = uniformInputs;
        this.inPlaceInputs = inPlaceInputs;
        this.directOutputs = directOutputs;
        this.aliased = aliased;
        uniform = uniform();
        boolean[] repeats = new boolean[code.size];
        boolean[] spreads = new boolean[code.size];
        int[] lastUse = lastUse(repeats, spreads);
        direct = direct(lastUse);
        stored = stored(lastUse, spreads);
        repeatable = repeatable();
        register = new int[code.size];
        steps = allocate(lastUse, spreads);
        repeated = where(repeats);
        spread = where(spreads);
        cost = cost();
    }

    /** Whether this is the plan for these sets. */
    boolean fits(long uniformSet, long inPlaceSet, long directSet, boolean alias) {
        return uniformSet == uniformInputs
                && inPlaceSet == inPlaceInputs
                && directSet == directOutputs
                && alias == aliased;
    }

    private boolean[] uniform() {
        boolean[] result = new boolean[code.size];
        for (int i = 0; i < code.size; i++) {
            result[i] = switch (code.op[i]) {
                case SCALAR, LITERAL -> true;
                case INPUT -> has(uniformInputs, code.index[i]);
                default ->
                    result[code.a[i]] && (code.b[i] < 0 || result[code.b[i]]) && (code.c[i] < 0 || result[code.c[i]]);
            };
        }
        return result;
    }

    private static boolean has(long bits, int index) {
        return (bits >> index & 1) != 0;
    }

    private boolean[] repeatable() {
        boolean[] result = new boolean[code.size];
        Arrays.fill(result, true);
        for (int i = 0; i < code.size; i++) {
            if (code.a[i] >= 0 && (code.b[i] < 0 || code.op[i] == ScalarOp.SELECT)) {
                result[code.a[i]] = false;
            }
        }
        for (int i : code.output) {
            result[i] = false;
        }
        return result;
    }

    private int[] lastUse(boolean[] repeats, boolean[] spreads) {
        int[] last = new int[code.size];
        for (int i = 0; i < code.size; i++) {
            if (uniform[i] || code.a[i] < 0) {
                continue;
            }
            for (int operand : new int[] {code.a[i], code.b[i], code.c[i]}) {
                if (operand >= 0) {
                    last[operand] = i;
                    boolean condition = code.op[i] == ScalarOp.SELECT && operand == code.a[i];
                    (condition ? spreads : repeats)[operand] |= uniform[operand];
                }
            }
        }
        return last;
    }

    private int[] direct(int[] lastUse) {
        int[] result = new int[code.size];
        Arrays.fill(result, -1);
        for (int o = code.output.length - 1; o >= 0; o--) {
            int i = code.output[o];
            if (has(directOutputs, o) && !uniform[i] && code.op[i] != ScalarOp.INPUT && !overwrites(i, lastUse)) {
                result[i] = o;
            }
        }
        return result;
    }

    /** Whether an input may be read after the instruction, and be the output that it writes. */
    private boolean overwrites(int at, int[] lastUse) {
        if (!aliased) {
            return false;
        }
        for (int i = 0; i < code.size; i++) {
            if (code.op[i] == ScalarOp.INPUT && !uniform[i]) {
                int read = has(inPlaceInputs, code.index[i]) ? lastUse[i] : i;
                if (read > at) {
                    return true;
                }
            }
        }
        return false;
    }

    private int[] stored(int[] lastUse, boolean[] spreads) {
        int[] result = new int[code.output.length];
        int count = 0;
        for (int o = 0; o < result.length; o++) {
            int i = code.output[o];
            if (direct[i] != o) {
                result[count++] = o;
                lastUse[i] = FOREVER;
                spreads[i] |= uniform[i];
            }
        }
        return Arrays.copyOf(result, count);
    }

    private int[] allocate(int[] lastUse, boolean[] spreads) {
        int types = DType.values().length;
        boolean[][] taken = new boolean[types][code.size];
        int[] result = new int[code.size];
        int count = 0;
        Arrays.fill(register, -1);
        for (int i = 0; i < code.size; i++) {
            if (spreads[i]) {
                register[i] = take(taken[code.type[i].compute().ordinal()]);
            }
        }
        for (int i = 0; i < code.size; i++) {
            if (uniform[i]) {
                continue;
            }
            result[count++] = i;
            release(i, false, lastUse, taken);
            boolean inPlace = code.op[i] == ScalarOp.INPUT && has(inPlaceInputs, code.index[i]);
            if (direct[i] < 0 && !inPlace) {
                register[i] = take(taken[code.type[i].compute().ordinal()]);
            }
            release(i, true, lastUse, taken);
        }
        return Arrays.copyOf(result, count);
    }

    /**
     * Frees the registers of operands that are read for the last time: before the result has one, so that it may be the
     * same, or after, where the operand may be one element read again and again.
     */
    private void release(int at, boolean after, int[] lastUse, boolean[][] taken) {
        release(code.a[at], at, after, lastUse, taken);
        release(code.b[at], at, after, lastUse, taken);
        release(code.c[at], at, after, lastUse, taken);
    }

    private void release(int operand, int at, boolean after, int[] lastUse, boolean[][] taken) {
        if (operand >= 0 && !uniform[operand] && lastUse[operand] == at && register[operand] >= 0) {
            boolean again = code.op[operand] == ScalarOp.INPUT && repeatable[operand];
            if (again == after) {
                taken[code.type[operand].compute().ordinal()][register[operand]] = false;
            }
        }
    }

    private static int take(boolean[] taken) {
        int number = 0;
        while (taken[number]) {
            number++;
        }
        taken[number] = true;
        return number;
    }

    private static int[] where(boolean[] flags) {
        int[] result = new int[flags.length];
        int count = 0;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                result[count++] = i;
            }
        }
        return Arrays.copyOf(result, count);
    }

    private int cost() {
        int total = 2 * code.output.length;
        for (int i : steps) {
            total += switch (code.op[i]) {
                case INPUT -> 2;
                case EXP, LOG, TANH, SIGMOID, SIN, COS, ERF -> 8;
                case EXPM1, LOG1P, LOG2, LOG10, TAN, ASIN, ACOS, ATAN, SINH, COSH, SOFTPLUS, POW, ATAN2 -> 20;
                case FLOOR_DIV, REMAINDER -> 8;
                default -> 1;
            };
        }
        return total;
    }
}
