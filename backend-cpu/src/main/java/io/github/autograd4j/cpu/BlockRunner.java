package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import java.util.Arrays;

/** Runs blocks of a {@link BlockCall} on one thread; the registers are the thread's. */
final class BlockRunner {
    private final BlockCall call;
    private final ProgramCode code;
    private final BlockPlan plan;
    private final RowWalk[] walks;

    // By instruction: the array that holds its value, and where the block begins in it.
    private final Object[] where;
    private final int[] at;

    BlockRunner(BlockCall call) {
        this.call = call;
        code = call.code;
        plan = call.plan;
        walks = new RowWalk[call.views.length];
        where = new Object[code.size];
        at = new int[code.size];
        Scratch scratch = Scratch.mine();
        for (int i = 0; i < code.size; i++) {
            if (plan.register[i] >= 0) {
                where[i] = scratch.register(code.type[i].compute(), plan.register[i]);
            } else if (plan.direct[i] >= 0) {
                where[i] = call.arrays[call.inputs + plan.direct[i]];
            } else if (code.op[i] == ScalarOp.INPUT) {
                where[i] = call.arrays[code.index[i]];
            }
        }
        for (int i : plan.spread) {
            spread(code.type[i].compute(), call.numbers[i], where[i]);
        }
    }

    private static void spread(DType type, long bits, Object register) {
        switch (type) {
            case FLOAT32 -> Arrays.fill((float[]) register, (float) Double.longBitsToDouble(bits));
            case FLOAT64 -> Arrays.fill((double[]) register, Double.longBitsToDouble(bits));
            case INT32 -> Arrays.fill((int[]) register, (int) bits);
            case INT64 -> Arrays.fill((long[]) register, bits);
            default -> Arrays.fill((byte[]) register, (byte) bits);
        }
    }

    /** Computes the values of {@code length} elements from index {@code start} on, which lie in one block. */
    void compute(long start, int length) {
        for (int i : plan.steps) {
            if (plan.direct[i] >= 0) {
                at[i] = call.at(call.inputs + plan.direct[i], start);
            }
            switch (code.op[i]) {
                case INPUT -> load(i, start, length);
                case CAST -> {
                    int a = code.a[i];
                    BlockMath.cast(code.operandType[i], code.type[i], where[a], at[a], where[i], at[i], length);
                }
                case SELECT -> {
                    int a = code.a[i];
                    int b = code.b[i];
                    int c = code.c[i];
                    DType type = code.type[i];
                    BlockMath.select(
                            type, (byte[]) where[a], at[a], where[b], at[b], where[c], at[c], where[i], at[i], length);
                }
                default -> {
                    if (code.b[i] < 0) {
                        int a = code.a[i];
                        BlockMath.unary(code.op[i], code.operandType[i], where[a], at[a], where[i], at[i], length);
                    } else {
                        binary(i, length);
                    }
                }
            }
        }
    }

    private void binary(int i, int n) {
        ScalarOp op = code.op[i];
        DType type = code.operandType[i];
        int a = code.a[i];
        int b = code.b[i];
        if (plan.uniform[b]) {
            BlockMath.binary(op, type, where[a], at[a], call.numbers[b], where[i], at[i], n);
        } else if (plan.uniform[a]) {
            BlockMath.binary(op, type, call.numbers[a], where[b], at[b], where[i], at[i], n);
        } else {
            BlockMath.binary(op, type, where[a], at[a], where[b], at[b], where[i], at[i], n);
        }
    }

    private void load(int i, long start, int length) {
        int input = code.index[i];
        if (plan.register[i] < 0) {
            at[i] = call.at(input, start);
        } else {
            walk(input).load(call.views[input].dtype(), call.arrays[input], start, length, where[i]);
        }
    }

    /** Stores the outputs that the last {@link #compute} has not put where they belong. */
    void store(long start, int length) {
        for (int o : plan.stored) {
            int view = call.inputs + o;
            int i = code.output[o];
            walk(view).store(call.views[view].dtype(), where[i], at[i], start, length, call.arrays[view]);
        }
    }

    private RowWalk walk(int view) {
        if (walks[view] == null) {
            walks[view] = new RowWalk(call.layout, view);
        }
        return walks[view];
    }

    /** The array that holds an output's values after {@link #compute}. */
    Object array(int output) {
        return where[code.output[output]];
    }

    /** Where in that array they begin. */
    int at(int output) {
        return at[code.output[output]];
    }
}
