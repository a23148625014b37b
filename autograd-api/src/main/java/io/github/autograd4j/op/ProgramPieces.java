package io.github.autograd4j.op;

import io.github.autograd4j.DType;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.autodiff.Dispatcher;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that has grown too large for one kernel, cut into several that run one after the other and hand values on
 * as tensors. Derivatives of high order grow so; each piece is differentiated by itself.
 */
public final class ProgramPieces {
    /** Programs up to this many instructions run as they are. */
    public static final int LIMIT = 256;

    /** Derivatives mark inputs and outputs by the bits of a long. */
    private static final int MAX_VALUES = 60;

    /**
     * One piece.
     *
     * @param program what it computes
     * @param reads for each input the number of the value: an input of the whole, or after these the position of an
     *     instruction
     * @param writes the position of the instruction that each output is the value of
     */
    private record Piece(PointwiseProgram program, int[] reads, int[] writes) {}

    private final PointwiseProgram whole;
    private final List<Piece> pieces = new ArrayList<>();

    ProgramPieces(PointwiseProgram whole, int limit) {
        this.whole = whole;
        int size = limit;
        while (!cut(size)) {
            size /= 2;
        }
    }

    /** Cuts after so many instructions that compute something; false if a piece hands too many values on. */
    private boolean cut(int limit) {
        pieces.clear();
        int count = 0;
        int start = 0;
        for (int position = 0; position < whole.size(); position++) {
            if (whole.instruction(position).op().arity() > 0 && ++count == limit || position == whole.size() - 1) {
                Piece piece = piece(start, position + 1);
                if (limit > 1 && Math.max(piece.reads.length, piece.writes.length) > MAX_VALUES) {
                    return false;
                }
                pieces.add(piece);
                start = position + 1;
                count = 0;
            }
        }
        return true;
    }

    /**
     * Runs an operation, in pieces if its program is larger than the limit.
     *
     * @param op the operation
     * @param inputs its operands
     * @return its results
     */
    public static Tensor[] apply(Pointwise op, Tensor... inputs) {
        return op.program().size() <= LIMIT
                ? Dispatcher.applyAll(op, inputs)
                : op.program().pieces().run(op.scalars(), inputs);
    }

    Tensor[] run(double[] scalars, Tensor... inputs) {
        Tensor[] values = new Tensor[inputs.length + whole.size()];
        System.arraycopy(inputs, 0, values, 0, inputs.length);
        for (Piece piece : pieces) {
            Tensor[] operands = new Tensor[piece.reads.length];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = values[piece.reads[i]];
            }
            Tensor[] results = Dispatcher.applyAll(piece.program.op(scalars), operands);
            for (int k = 0; k < results.length; k++) {
                values[inputs.length + piece.writes[k]] = results[k];
            }
        }
        Tensor[] outputs = new Tensor[whole.outputCount()];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = values[inputs.length + whole.outputPosition(k)].to(whole.outputType(k));
        }
        return outputs;
    }

    /** The instructions from start to end; what they read from before becomes inputs, leaves are made again. */
    private Piece piece(int start, int end) {
        ProgramBuilder builder = new ProgramBuilder();
        List<Integer> reads = new ArrayList<>();
        List<DType> types = new ArrayList<>();
        Expr[] known = new Expr[whole.size()];
        for (int position = start; position < end; position++) {
            Instruction at = whole.instruction(position);
            known[position] = at.op().arity() == 0
                    ? leaf(position, builder, reads, types)
                    : builder.remake(
                            at,
                            operand(at.a(), known, builder, reads, types),
                            operand(at.b(), known, builder, reads, types),
                            operand(at.c(), known, builder, reads, types));
        }
        List<Integer> writes = new ArrayList<>();
        List<Expr> outputs = new ArrayList<>();
        List<DType> outputTypes = new ArrayList<>();
        for (int position = start; position < end; position++) {
            if (isNeededAfter(position, end)) {
                writes.add(position);
                outputs.add(known[position]);
                outputTypes.add(whole.instruction(position).type().compute());
            }
        }
        PointwiseProgram program = new PointwiseProgram(
                whole.name(),
                types.toArray(new DType[0]),
                whole.scalarCount(),
                builder,
                outputs.toArray(new Expr[0]),
                outputTypes.toArray(new DType[0]),
                null,
                null,
                true);
        return new Piece(program, ints(reads), ints(writes));
    }

    private Expr operand(int position, Expr[] known, ProgramBuilder builder, List<Integer> reads, List<DType> types) {
        if (position < 0) {
            return null;
        }
        if (known[position] == null) {
            known[position] = whole.instruction(position).op().arity() == 0
                    ? leaf(position, builder, reads, types)
                    : builder.input(
                            number(
                                    whole.inputCount() + position,
                                    whole.instruction(position).type().compute(),
                                    reads,
                                    types),
                            whole.instruction(position).type().compute());
        }
        return known[position];
    }

    private Expr leaf(int position, ProgramBuilder builder, List<Integer> reads, List<DType> types) {
        Instruction at = whole.instruction(position);
        return at.op() == ScalarOp.INPUT
                ? builder.input(number(at.index(), whole.inputType(at.index()), reads, types), at.type())
                : builder.remake(at, null, null, null);
    }

    private static int number(int value, DType type, List<Integer> reads, List<DType> types) {
        int known = reads.indexOf(value);
        if (known >= 0) {
            return known;
        }
        reads.add(value);
        types.add(type);
        return reads.size() - 1;
    }

    private boolean isNeededAfter(int position, int end) {
        for (int k = 0; k < whole.outputCount(); k++) {
            if (whole.outputPosition(k) == position) {
                return true;
            }
        }
        if (whole.instruction(position).op().arity() == 0) {
            return false;
        }
        for (int later = end; later < whole.size(); later++) {
            Instruction at = whole.instruction(later);
            if (at.a() == position || at.b() == position || at.c() == position) {
                return true;
            }
        }
        return false;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
