package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.cuda.kernel.ProgramText;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;

/**
 * What distinguishes the source of a reduction from others, and the source.
 *
 * @param op the number of a {@link ReduceOp}, or one of those below
 * @param prologue makes the elements, or null
 * @param type the type of the elements
 * @param output the type of the results
 * @param narrow whether indices have 32 bits
 * @param room for how many axes
 * @param thread whether for short reductions, where each thread works alone
 */
record ReduceSource(
        int op, PointwiseProgram prologue, DType type, DType output, boolean narrow, int room, boolean thread) {
    static final int ARG_MAX = 4;
    static final int ARG_MIN = 5;

    private static final ReduceOp[] OPS = ReduceOp.values();

    String text() {
        SourceText text = new SourceText()
                .file(prologue == null ? "types.cuh" : "scalar.cuh")
                .file("combine.cuh")
                .layout(narrow, room, prologue == null ? 1 : prologue.inputCount())
                .type("Accumulator", accumulator())
                .type("Value", Accumulation.value(type))
                .type("Out", CTypes.storage(output))
                .line("__device__ void store(Out* out, Index i, " + result() + " x) { narrow(out[i], x); }");
        if (prologue == null) {
            text.line("struct Operands { const " + CTypes.storage(type) + "* in0; };")
                    .line("__device__ Value element(const Operands& in, const Offsets& offsets) {")
                    .line("    return widen(in.in0[offsets.at[0]]);")
                    .line("}");
        } else {
            prologue(text);
        }
        text.file("reduce.cuh");
        return (thread ? text.file("reduce_thread.cu") : text.file("warp.cuh").file("reduce_block.cu")).toString();
    }

    /** The program as a function of the operands. Scalar arguments take 8 bytes each, whatever their type. */
    private void prologue(SourceText text) {
        text.line("struct Operands {");
        for (int i = 0; i < prologue.inputCount(); i++) {
            text.line("    const " + CTypes.storage(prologue.inputType(i)) + "* in" + i + ";");
        }
        ProgramText.Scalar[] scalars = ProgramText.scalars(prologue);
        for (ProgramText.Scalar scalar : scalars) {
            text.line("    alignas(8) " + CTypes.compute(scalar.type()) + " " + scalar.name() + ";");
        }
        text.line("};").line("__device__ Value element(const Operands& in, const Offsets& offsets) {");
        for (int i = 0; i < prologue.inputCount(); i++) {
            text.line("    const " + CTypes.storage(prologue.inputType(i)) + " x" + i + " = in.in" + i + "[offsets.at["
                    + i + "]];");
        }
        for (ProgramText.Scalar scalar : scalars) {
            text.line("    const " + CTypes.compute(scalar.type()) + " " + scalar.name() + " = in." + scalar.name()
                    + ";");
        }
        text.line(ProgramText.body(prologue))
                .line("    return v" + prologue.outputPosition(0) + ";")
                .line("}");
    }

    private String accumulator() {
        return op < OPS.length
                ? Accumulation.of(OPS[op], type)
                : "Place<" + Accumulation.value(type) + (op == ARG_MAX ? ", 1>" : ", -1>");
    }

    private String result() {
        return op < OPS.length ? Accumulation.result(OPS[op], type) : "long long";
    }
}
