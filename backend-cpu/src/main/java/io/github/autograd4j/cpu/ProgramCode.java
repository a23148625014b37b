package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.Instruction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.ScalarOp;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** A program taken apart for the interpreters: its instructions in arrays, known again by the program's identity. */
final class ProgramCode {
    private static final int CACHE_SIZE = 4096;
    private static final int PROBES = 4;
    private static final AtomicReferenceArray<ProgramCode> CACHE = new AtomicReferenceArray<>(CACHE_SIZE);

    private final PointwiseProgram program;
    final int size;
    final ScalarOp[] op;
    /** The types of the values, which are storage types only after a cast to one. */
    final DType[] type;
    /** The storage types of the values of INPUT, for other instructions the compute types of their (last) operands. */
    final DType[] operandType;

    final int[] a;
    final int[] b;
    final int[] c;
    final int[] index;
    final long[] literal;

    /** What {@link ElementInterpreter} does. */
    final byte[] opcode;

    /** Whether a value is held in float32. */
    final boolean[] single;

    /** By output: the position of its value. */
    final int[] output;

    private volatile BlockPlan lastPlan;

    private ProgramCode(PointwiseProgram program) {
        this.program = program;
        size = program.size();
        op = new ScalarOp[size];
        type = new DType[size];
        operandType = new DType[size];
        a = new int[size];
        b = new int[size];
        c = new int[size];
        index = new int[size];
        literal = new long[size];
        opcode = new byte[size];
        single = new boolean[size];
        output = new int[program.outputCount()];
        for (int o = 0; o < output.length; o++) {
            output[o] = program.outputPosition(o);
        }
        for (int i = 0; i < size; i++) {
            Instruction x = program.instruction(i);
            op[i] = x.op();
            type[i] = x.type();
            a[i] = x.a();
            b[i] = x.b();
            c[i] = x.c();
            index[i] = x.index();
            int last = Math.max(x.a(), Math.max(x.b(), x.c()));
            operandType[i] = x.op() == ScalarOp.INPUT
                    ? program.inputType(x.index())
                    : last < 0 ? x.type() : (x.op() == ScalarOp.SELECT ? type[x.b()] : type[x.a()]).compute();
            opcode[i] = ElementInterpreter.opcode(x.op(), x.type(), operandType[i]);
            single[i] = x.type().compute() == DType.FLOAT32;
            literal[i] = x.op() == ScalarOp.LITERAL ? Cells.fromDouble(x.type(), x.literal()) : 0;
        }
    }

    /** The code that reads its one input. */
    private ProgramCode(DType input) {
        program = null;
        size = 1;
        op = new ScalarOp[] {ScalarOp.INPUT};
        type = new DType[] {input.compute()};
        operandType = new DType[] {input};
        a = new int[] {-1};
        b = a;
        c = a;
        index = new int[1];
        literal = new long[1];
        opcode = new byte[] {ElementInterpreter.opcode(ScalarOp.INPUT, type[0], input)};
        single = new boolean[1];
        output = new int[1];
    }

    /** Code whose one output is its one input. */
    static ProgramCode identity(DType type) {
        return new ProgramCode(type);
    }

    /** The plan for views as {@link BlockPlan} describes them; the last one is kept, since calls mostly look alike. */
    BlockPlan plan(long uniform, long inPlace, long direct, boolean aliased) {
        BlockPlan plan = lastPlan;
        if (plan == null || !plan.fits(uniform, inPlace, direct, aliased)) {
            plan = new BlockPlan(this, uniform, inPlace, direct, aliased);
            lastPlan = plan;
        }
        return plan;
    }

    static ProgramCode of(PointwiseProgram program) {
        int hash = System.identityHashCode(program);
        int slot = (hash ^ hash >>> 12) & CACHE_SIZE - 1;
        ProgramCode known = CACHE.get(slot);
        return known != null && known.program == program ? known : search(program, slot);
    }

    private static ProgramCode search(PointwiseProgram program, int home) {
        for (int i = 0; i < PROBES; i++) {
            int slot = home + i & CACHE_SIZE - 1;
            ProgramCode known = CACHE.get(slot);
            if (known == null) {
                ProgramCode made = new ProgramCode(program);
                CACHE.set(slot, made);
                return made;
            }
            if (known.program == program) {
                return known;
            }
        }
        // The cache is bounded: a program that finds no place takes the one of another, which can be made again.
        ProgramCode made = new ProgramCode(program);
        CACHE.set(home, made);
        return made;
    }
}
