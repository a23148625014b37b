package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;

/** Runs blocks of a {@link BlockCall} on one thread; the registers are the thread's. */
final class BlockRunner {
    private final BlockCall call;
    private final BlockMath math;
    private final ProgramCode code;
    private final BlockPlan plan;
    private final RowWalk[] walks;

    // By instruction: the array that holds its value, and where the block begins in it.
    private final Object[] where;
    private final int[] at;
    private final int[] step;

    BlockRunner(BlockCall call) {
        this.call = call;
        math = call.math;
        code = call.code;
        plan = call.plan;
        walks = new RowWalk[call.views.length];
        where = new Object[code.size];
        at = new int[code.size];
        step = new int[code.size];
        Scratch scratch = Scratch.mine();
        for (int i = 0; i < code.size; i++) {
            step[i] = plan.uniform[i] ? 0 : 1;
            if (plan.register[i] >= 0) {
                where[i] = scratch.register(code.type[i].compute(), plan.register[i]);
            } else if (plan.direct[i] >= 0) {
                where[i] = call.arrays[call.inputs + plan.direct[i]];
            } else if (code.op[i] == ScalarOp.INPUT) {
                where[i] = call.arrays[code.index[i]];
            }
        }
        for (int i : plan.repeated) {
            if (plan.register[i] < 0) {
                where[i] = call.repeated[i];
            }
        }
        for (int i : plan.spread) {
            BlockMath.spread(code.type[i].compute(), call.numbers[i], where[i], Scratch.BLOCK);
        }
    }

    /** Computes the values of {@code length} elements from index {@code start} on, which lie in one block. */
    void compute(long start, int length) {
        for (int i : plan.steps) {
            if (plan.direct[i] >= 0) {
                at[i] = call.at(call.inputs + plan.direct[i], start);
            }
            int a = code.a[i];
            int b = code.b[i];
            switch (code.op[i]) {
                case INPUT -> load(i, start, length);
                case CAST ->
                    math.cast(code.operandType[i].compute(), code.type[i], length, where[a], at[a], where[i], at[i]);
                case SELECT -> select(i, length);
                default -> {
                    if (b < 0) {
                        math.unary(code.op[i], code.operandType[i], length, where[a], at[a], where[i], at[i]);
                    } else {
                        math.binary(
                                code.op[i],
                                code.operandType[i],
                                length,
                                where[a],
                                at[a],
                                step[a],
                                where[b],
                                at[b],
                                step[b],
                                where[i],
                                at[i]);
                    }
                }
            }
        }
    }

    private void select(int i, int n) {
        int a = code.a[i];
        int b = code.b[i];
        int c = code.c[i];
        math.select(
                code.operandType[i],
                n,
                (byte[]) where[a],
                at[a],
                where[b],
                at[b],
                step[b],
                where[c],
                at[c],
                step[c],
                where[i],
                at[i]);
    }

    private void load(int i, long start, int length) {
        int input = code.index[i];
        if (plan.register[i] < 0) {
            at[i] = call.at(input, start);
        } else if (call.byRow && plan.repeatable[i] && call.layout.rowStride(input) == 0) {
            DType type = call.views[input].dtype();
            long bits = Cells.load(type, call.arrays[input], call.at(input, start));
            BlockMath.spread(type.compute(), bits, where[i], math.lanes());
            step[i] = 0;
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
