package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.op.Recurrence;
import io.github.autograd4j.op.RecurrenceGrad;
import io.github.autograd4j.op.RecurrentCell;
import io.github.autograd4j.spi.View;

/**
 * Recurrent layers over whole sequences: the weights are packed once, and a step is a product with them and the cell's
 * program. The sequences of a batch do not see each other, so each thread takes some of them through all steps, and none
 * waits for another before the end.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class RecurrenceKernel<T> {
    /** Multiplications, over all steps, from which on the batch is shared out. */
    private static final long SHARED_WORK = 1 << 20;

    /** Narrower states are not shared out: so few numbers may take another path, which rounds otherwise. */
    private static final int SHARED_WIDTH = 16;

    private static final double[] NO_SCALARS = {};

    private final Class<T> type;
    private final GemmKernel<T> kernel;
    private final PointwiseKernel pointwise;
    private final WorkerTeam team;
    private final ThreadBuffers<T> panels;
    private final ThreadBuffers<T> tiles;

    RecurrenceKernel(Class<T> type, GemmKernel<T> kernel, BlockMath math, WorkerTeam team) {
        this.type = type;
        this.kernel = kernel;
        this.team = team;
        pointwise = new PointwiseKernel(math, team);
        panels = new ThreadBuffers<>(kernel::allocate, kernel::length);
        tiles = new ThreadBuffers<>(kernel::allocate, kernel::length);
    }

    private interface Share<T> {
        /** Takes some rows of the batch through all steps. */
        void run(PackedMatrix<T> weights, int first, int rows, T tile);
    }

    /** Computes the states after each step, and what is kept. */
    void forward(Recurrence op, View[] in, View[] out) {
        share(in[1].permute(1, 0), in[0], (weights, first, rows, tile) -> {
            RecurrentCell cell = op.cell();
            int states = cell.states();
            int blocks = cell.blocks();
            boolean biased = op.isBiased(in.length);
            View product = room(in[0].dtype(), rows, in[0].dim(2));
            StepWindows parts = new StepWindows(rows).add(in[0], first, blocks).add(product, 0, blocks);
            if (biased) {
                parts.add(in[in.length - 1].expand(product.shape()), 0, blocks);
            }
            StepWindows initial = new StepWindows(rows).addAll(in, 2, states, first);
            StepWindows results = new StepWindows(rows).addAll(out, 0, out.length, first);
            PointwiseProgram program = cell.program(in[0].dtype(), biased, op.keeps());
            View[] operands = new View[program.inputCount()];
            View[] made = new View[out.length];
            int before = operands.length - states;
            initial.put(0, operands, before);
            int length = (int) in[0].dim(0);
            for (int step = 0; step < length; step++) {
                int t = op.position(step, length);
                multiply(operands[before], weights, product, tile);
                parts.put(t, operands, 0);
                results.put(t, made, 0);
                pointwise.run(program, NO_SCALARS, operands, made);
                System.arraycopy(made, 0, operands, before, states);
            }
        });
    }

    /** Computes the gradients of the parts of all steps, and of the initial states. */
    void backward(RecurrenceGrad gradient, View[] in, View[] out) {
        share(in[0], in[1], (weights, first, rows, tile) -> {
            Recurrence op = gradient.of();
            RecurrentCell cell = op.cell();
            int states = cell.states();
            int sides = out.length - states;
            DType dtype = in[0].dtype();
            View product = room(dtype, rows, in[0].dim(1));
            StepWindows given = new StepWindows(rows).addAll(in, 1, states, first).add(product, 0, 1);
            StepWindows results = new StepWindows(rows);
            for (int side = 0; side < sides; side++) {
                results.add(out[side], first, cell.blocks());
            }
            for (int c = 0; c < cell.carried(); c++) {
                View carried = room(dtype, rows, in[0].dim(1));
                given.add(carried, 0, 1);
                results.add(carried, 0, 1);
            }
            given.addAll(in, 1 + 3 * states, cell.kept(), first);
            StepWindows initial = new StepWindows(rows).addAll(in, 1 + states, states, first);
            StepWindows values = new StepWindows(rows).addAll(in, 1 + 2 * states, states, first);
            StepWindows ofHidden = new StepWindows(rows).add(out[sides - 1], first, 1);
            View[] ofInitial = new View[states];
            new StepWindows(rows).addAll(out, sides, states, first).put(0, ofInitial, 0);
            PointwiseProgram program = cell.gradientProgram(dtype, false);
            View[] operands = new View[program.inputCount()];
            View[] made = new View[program.outputCount()];
            View[] left = new View[1];
            int length = (int) in[1].dim(0);
            for (int step = length - 1; step >= 0; step--) {
                int t = op.position(step, length);
                int at = given.put(t, operands, 0);
                at = step == 0 ? initial.put(0, operands, at) : values.put(op.position(step - 1, length), operands, at);
                values.put(t, operands, at);
                results.put(t, made, 0);
                if (step == 0 && states > 1) {
                    made[made.length - 1] = ofInitial[1];
                }
                pointwise.run(program, NO_SCALARS, operands, made);
                ofHidden.put(t, left, 0);
                multiply(left[0], weights, step == 0 ? ofInitial[0] : product, tile);
            }
            if (cell.carriesHidden()) {
                View[] both = {ofInitial[0], made[made.length - 1]};
                pointwise.run(Formulas.ADD.bind(dtype, dtype, dtype), NO_SCALARS, both, new View[] {ofInitial[0]});
            }
        });
    }

    /** Packs a right operand [depth, columns] and shares out the batch of a sequence. */
    private void share(View matrix, View sequence, Share<T> share) {
        int depth = (int) matrix.dim(0);
        int columns = (int) matrix.dim(1);
        int batch = (int) sequence.dim(1);
        int tilesOfBatch = (batch - 1) / kernel.rows() + 1;
        boolean worthwhile = sequence.dim(0) * batch * depth * columns >= SHARED_WORK
                && Math.min(depth, columns) >= SHARED_WIDTH;
        int parts = worthwhile ? Math.min(team.size(), tilesOfBatch) : 1;
        int rows = ((tilesOfBatch - 1) / parts + 1) * kernel.rows();
        Packer<T> packer = new StridedOperand<>(
                kernel, array(matrix), (int) matrix.offset(), (int) matrix.stride(1), (int) matrix.stride(0));
        T room = panels.take(PackedMatrix.length(kernel, depth, columns));
        try {
            PackedMatrix<T> weights = new PackedMatrix<>(kernel, packer, depth, columns, room, team);
            team.forRange(batch, rows, (from, to) -> {
                T tile = tiles.take(kernel.rows() * kernel.columns());
                try {
                    share.run(weights, (int) from, (int) (to - from), tile);
                } finally {
                    tiles.give(tile);
                }
            });
        } finally {
            panels.give(room);
        }
    }

    private T array(View view) {
        return type.cast(CpuBuffer.array(view));
    }

    /** Zeros for some rows. */
    private static View room(DType type, long rows, long columns) {
        return View.contiguous(CpuBuffer.allocate(type, rows * columns), type, Shape.of(rows, columns));
    }

    /** Multiplies rows with the weights; the result's columns are neighbours. */
    private void multiply(View left, PackedMatrix<T> weights, View result, T tile) {
        weights.multiply(
                (int) left.dim(0),
                array(left),
                (int) left.offset(),
                (int) left.stride(0),
                (int) left.stride(1),
                array(result),
                (int) result.offset(),
                (int) result.stride(0),
                tile);
    }
}
