package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.View;

/**
 * A program bound to views and scalar arguments: how it is cut into blocks, and what is the same in all of them.
 * Immutable; each thread runs blocks with a {@link BlockRunner}.
 */
final class BlockCall {
    /** Rows at least so long are cut into blocks of their own, so that views with a stride of 1 are read in place. */
    private static final int LONG_ROW = 512;

    final BlockMath math;
    final ProgramCode code;
    final BlockPlan plan;
    final Layout layout;
    final int inputs;
    final View[] views;
    final Object[] arrays;

    /** The values that depend on no element, by instruction. */
    final long[] numbers;

    /** The same as operands of stride 0, where they are operands. */
    final Object[] repeated;

    /** Whether blocks end where rows end. */
    final boolean byRow;

    private final int blocksPerRow;

    /**
     * Binds a program.
     *
     * @param outputs how many of the views, the last ones, are outputs
     */
    BlockCall(BlockMath math, ProgramCode code, double[] scalars, View[] views, int outputs) {
        this.math = math;
        this.code = code;
        this.views = views;
        inputs = views.length - outputs;
        arrays = new Object[views.length];
        for (int v = 0; v < arrays.length; v++) {
            arrays[v] = CpuBuffer.array(views[v]);
        }
        layout = Layout.of(views);
        byRow = layout.rank() > 1 && layout.rowLength() >= LONG_ROW;
        blocksPerRow = (int) ((layout.rowLength() - 1) / Scratch.BLOCK) + 1;
        plan = plan();
        numbers = new long[code.size];
        for (int i = 0; i < code.size; i++) {
            if (plan.uniform[i]) {
                numbers[i] = number(i, scalars);
            }
        }
        repeated = new Object[code.size];
        for (int i : plan.repeated) {
            repeated[i] = math.repeat(code.type[i].compute(), numbers[i]);
        }
    }

    private BlockPlan plan() {
        long uniform = 0;
        long inPlace = 0;
        long direct = 0;
        boolean aliased = false;
        for (int v = 0; v < views.length; v++) {
            boolean asIs = views[v].dtype() == views[v].dtype().compute()
                    && (byRow ? layout.rowStride(v) == 1 : layout.isLinear(v));
            if (v >= inputs) {
                direct |= asIs ? 1L << (v - inputs) : 0;
                aliased |= sharesMemory(v);
            } else if (layout.isUniform(v)) {
                uniform |= 1L << v;
            } else {
                inPlace |= asIs ? 1L << v : 0;
            }
        }
        return code.plan(uniform, inPlace, direct, aliased);
    }

    private boolean sharesMemory(int output) {
        for (int v = 0; v < inputs; v++) {
            if (arrays[v] == arrays[output]) {
                return true;
            }
        }
        return false;
    }

    private long number(int i, double[] scalars) {
        ScalarOp op = code.op[i];
        DType operand = code.operandType[i];
        return switch (op) {
            case LITERAL -> code.literal[i];
            case SCALAR -> Cells.fromDouble(code.type[i], scalars[code.index[i]]);
            case INPUT -> Cells.load(operand, arrays[code.index[i]], layout.offset(code.index[i]));
            case CAST -> ScalarMath.cast(operand, code.type[i], numbers[code.a[i]]);
            case SELECT -> numbers[numbers[code.a[i]] != 0 ? code.b[i] : code.c[i]];
            default ->
                code.b[i] < 0
                        ? ScalarMath.unary(op, operand, numbers[code.a[i]])
                        : ScalarMath.binary(op, operand, numbers[code.a[i]], numbers[code.b[i]]);
        };
    }

    /** How many blocks there are. */
    long blocks() {
        return byRow ? layout.numel() / layout.rowLength() * blocksPerRow : (layout.numel() - 1) / Scratch.BLOCK + 1;
    }

    /** The index of the first element of a block, or for the number of blocks the number of elements. */
    long start(long block) {
        if (!byRow) {
            return Math.min(layout.numel(), block * Scratch.BLOCK);
        }
        long row = block / blocksPerRow;
        return row * layout.rowLength() + layout.rowLength() * (block - row * blocksPerRow) / blocksPerRow;
    }

    /** Whether the one value is an element that is read where it lies: then runs need not fit into registers. */
    boolean isPlain() {
        return code.size == 1 && !plan.uniform[0] && plan.register[0] < 0;
    }

    /** The longest run from an index on, up to an end, whose elements follow each other where they lie. */
    int plainLength(long start, long end) {
        long most = Math.min(end - start, Integer.MAX_VALUE);
        return (int) (byRow ? Math.min(most, layout.rowLength() - start % layout.rowLength()) : most);
    }

    /** The longest run from an index on, up to an end, that is one block. */
    int length(long start, long end) {
        long most = Math.min(end - start, Scratch.BLOCK);
        return (int) (byRow ? Math.min(most, layout.rowLength() - start % layout.rowLength()) : most);
    }

    /** Where the element of an index lies that begins a block, in a view that is read or written in place. */
    int at(int view, long start) {
        return byRow ? layout.at(view, start) : layout.offset(view) + (int) start;
    }
}
