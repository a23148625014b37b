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
 * @param width how many neighbours a thread reads at once; 1 where elements do not lie side by side
 */
record ReduceSource(
        int op,
        PointwiseProgram prologue,
        DType type,
        DType output,
        boolean narrow,
        int room,
        boolean thread,
        int width) {
    /** The bytes of the widest access. */
    private static final int ACCESS = 16;
    /** So many elements at least a thread asks for before it waits for the first. */
    private static final int IN_FLIGHT = 8;

    static final int ARG_MAX = 4;
    static final int ARG_MIN = 5;

    private static final ReduceOp[] OPS = ReduceOp.values();

    /** How many elements of the widest operand are 16 bytes, which one access reads. */
    static int width(PointwiseProgram prologue, DType type) {
        int widest = prologue == null ? type.byteSize() : 1;
        for (int i = 0; prologue != null && i < prologue.inputCount(); i++) {
            widest = Math.max(widest, prologue.inputType(i).byteSize());
        }
        return ACCESS / widest;
    }

    String text() {
        SourceText text = new SourceText()
                .file(prologue == null ? "types.cuh" : "scalar.cuh")
                .file("combine.cuh")
                .layout(narrow, room, operands())
                .type("Accumulator", accumulator())
                .type("Value", Accumulation.value(type))
                .type("Out", CTypes.storage(output))
                .line("__device__ void store(Out* out, Index i, " + result() + " x) { narrow(out[i], x); }")
                .define("WIDTH", width);
        elements(text);
        if (width > 1) {
            rows(text.define("ACCESSES", Math.max(1, IN_FLIGHT / width)).file("neighbours.cuh"));
        }
        text.file("reduce.cuh");
        return (thread ? text.file("reduce_thread.cu") : text.file("warp.cuh").file("reduce_block.cu")).toString();
    }

    private int operands() {
        return prologue == null ? 1 : prologue.inputCount();
    }

    private String storage(int operand) {
        return CTypes.storage(prologue == null ? type : prologue.inputType(operand));
    }

    /** Something for each operand, in which % is its number and $ its type. */
    private String each(String separator, String pattern) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < operands(); i++) {
            all.append(i == 0 ? "" : separator)
                    .append(pattern.replace("%", Integer.toString(i)).replace("$", storage(i)));
        }
        return all.toString();
    }

    /** The operands, and an element as a function of them. Scalar arguments take 8 bytes each, whatever their type. */
    private void elements(SourceText text) {
        ProgramText.Scalar[] scalars = prologue == null ? new ProgramText.Scalar[0] : ProgramText.scalars(prologue);
        text.line("struct Operands {").line(each("\n", "    const $* in%;"));
        for (ProgramText.Scalar scalar : scalars) {
            text.line("    alignas(8) " + CTypes.compute(scalar.type()) + " " + scalar.name() + ";");
        }
        text.line("};").line("__device__ Value value(const Operands& in, " + each(", ", "$ x%") + ") {");
        for (ProgramText.Scalar scalar : scalars) {
            text.line("    const " + CTypes.compute(scalar.type()) + " " + scalar.name() + " = in." + scalar.name()
                    + ";");
        }
        text.line(
                        prologue == null
                                ? "    return widen(x0);"
                                : ProgramText.body(prologue) + "    return v" + prologue.outputPosition(0) + ";")
                .line("}")
                .line("__device__ Value element(const Operands& in, const Offsets& offsets) {")
                .line("    return value(in, " + each(", ", "in.in%[offsets.at[%]]") + ");")
                .line("}");
    }

    /** Where each operand's part of a row lies, and several neighbours of each. */
    private void rows(SourceText text) {
        text.line("struct Row {")
                .line(each("\n", "    const $* x%;\n    Index stride%;"))
                .line("};")
                .line("struct Packs {")
                .line(each("\n", "    Pack<$, WIDTH> x%;"))
                .line("};")
                .line("__device__ Row rowOf(const Operands& in, const Layout& layout, int axis, const Offsets& base,"
                        + " Index first) {")
                .line("    Row row;")
                .line(each("\n", "    row.stride% = layout.stride[%][axis];"))
                .line(each("\n", "    row.x% = in.in% + base.at[%] + first * row.stride%;"))
                .line("    return row;")
                .line("}")
                .line("__device__ int leadOf(const Row& row) {")
                .line("    int all = ANYWHERE;")
                .line(each("\n", "    all = lead(all, row.x%, row.stride%);"))
                .line("    return all;")
                .line("}")
                .line("__device__ Packs packsOf(const Row& row, Index i) {")
                .line("    return {" + each(", ", "neighbours(row.x%, row.stride%, i)") + "};")
                .line("}")
                .line("__device__ Value element(const Operands& in, const Packs& packs, int j) {")
                .line("    return value(in, " + each(", ", "packs.x%.at[j]") + ");")
                .line("}")
                .line("__device__ Value element(const Operands& in, const Row& row, Index i) {")
                .line("    return value(in, " + each(", ", "row.x%[i * row.stride%]") + ");")
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
