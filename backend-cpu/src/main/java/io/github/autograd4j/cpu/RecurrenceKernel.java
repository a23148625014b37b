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
    private final BlockMath math;
    private final GemmBuffers<T> buffers;

    RecurrenceKernel(Class<T> type, GemmKernel<T> kernel, BlockMath math, WorkerTeam team) {
        this.type = type;
        this.kernel = kernel;
        this.team = team;
        pointwise = new PointwiseKernel(math, team);
        this.math = math;
        buffers = new GemmBuffers<>(kernel);
    }

    private interface Share<T> {
        /** Takes some rows of the batch through all steps. */
        void run(int first, int rows, T work);
    }

    /** Computes the states after each step, and what is kept. */
    void forward(Recurrence op, View[] in, View[] out) {
        RecurrentCell cell = op.cell();
        int states = cell.states();
        int blocks = cell.blocks();
        int width = (int) in[1].dim(1);
        boolean biased = op.isBiased(in.length);
        T one = type.cast(math.repeat(in[0].dtype(), Double.doubleToRawLongBits(1)));
        Packer<T> ones = new StridedOperand<>(kernel, one, 0, 0, 0);
        Packer<T> matrix = right(in[1].permute(1, 0));
        if (biased) {
            View bias = in[in.length - 1];
            matrix = new AppendedStep<>(
                    matrix,
                    width,
                    new StridedOperand<>(kernel, array(bias), (int) bias.offset(), (int) bias.stride(0), 0));
        }
        PackedMatrix<T> weights = new PackedMatrix<>(kernel, biased ? width + 1 : width, blocks, width);
        share(weights, matrix, in[0], width, (first, rows, work) -> {
            View product = room(in[0].dtype(), blocks * rows, width);
            StepWindows parts = new StepWindows(rows).add(in[0], first, blocks);
            for (int b = 0; b < blocks; b++) {
                parts.add(product, b * rows, 1);
            }
            StepWindows initial = new StepWindows(rows).addAll(in, 2, states, first);
            StepWindows results = new StepWindows(rows).addAll(out, 0, out.length, first);
            PointwiseProgram program = cell.program(in[0].dtype(), false, op.keeps());
            View[] operands = new View[program.inputCount()];
            View[] made = new View[out.length];
            int before = operands.length - states;
            initial.put(0, operands, before);
            int length = (int) in[0].dim(0);
            for (int step = 0; step < length; step++) {
                int t = op.position(step, length);
                Packer<T> hidden = left(operands[before]);
                hidden = biased ? new AppendedStep<>(hidden, width, ones) : hidden;
                weights.multiply(rows, hidden, array(product), 0, rows * width, width, work);
                parts.put(t, operands, 0);
                results.put(t, made, 0);
                pointwise.run(program, NO_SCALARS, operands, made);
                System.arraycopy(made, 0, operands, before, states);
            }
        });
    }

    /** Computes the gradients of the parts of all steps, and of the initial states. */
    void backward(RecurrenceGrad gradient, View[] in, View[] out) {
        Recurrence op = gradient.of();
        RecurrentCell cell = op.cell();
        int states = cell.states();
        int sides = out.length - states;
        int width = (int) in[0].dim(1);
        DType dtype = in[0].dtype();
        PackedMatrix<T> weights = new PackedMatrix<>(kernel, cell.blocks() * width, 1, width);
        share(weights, right(in[0]), in[1], width, (first, rows, work) -> {
            View product = room(dtype, rows, width);
            StepWindows given =
                    new StepWindows(rows).addAll(in, 1, states, first).add(product, 0, 1);
            StepWindows results = new StepWindows(rows);
            for (int side = 0; side < sides; side++) {
                results.add(out[side], first, cell.blocks());
            }
            for (int c = 0; c < cell.carried(); c++) {
                View carried = room(dtype, rows, width);
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
                View target = step == 0 ? ofInitial[0] : product;
                weights.multiply(rows, left(left[0]), array(target), (int) target.offset(), 0, width, work);
            }
            if (cell.carriesHidden()) {
                View[] both = {ofInitial[0], made[made.length - 1]};
                pointwise.run(Formulas.ADD.bind(dtype, dtype, dtype), NO_SCALARS, both, new View[] {ofInitial[0]});
            }
        });
    }

    /** Packs the weights and shares out the batch of a sequence. */
    private void share(PackedMatrix<T> weights, Packer<T> matrix, View sequence, int width, Share<T> share) {
        int batch = (int) sequence.dim(1);
        int tiles = (batch - 1) / kernel.rows() + 1;
        boolean worthwhile = sequence.dim(0) * batch * weights.length() >= SHARED_WORK && width >= SHARED_WIDTH;
        int parts = worthwhile ? Math.min(team.size(), tiles) : 1;
        int rows = Math.min(batch, ((tiles - 1) / parts + 1) * kernel.rows());
        T panels = buffers.shared.take(weights.length());
        try {
            weights.pack(matrix, panels, team);
            team.forRange(batch, rows, (from, to) -> {
                T work = buffers.local.take(weights.workLength(rows));
                try {
                    share.run((int) from, (int) (to - from), work);
                } finally {
                    buffers.local.give(work);
                }
            });
        } finally {
            buffers.shared.give(panels);
        }
    }

    private T array(View view) {
        return type.cast(CpuBuffer.array(view));
    }

    private Packer<T> left(View view) {
        return new StridedOperand<>(
                kernel, array(view), (int) view.offset(), (int) view.stride(0), (int) view.stride(1));
    }

    private Packer<T> right(View view) {
        return left(view.permute(1, 0));
    }

    /** Zeros for some rows. */
    private static View room(DType type, long rows, long columns) {
        return View.contiguous(CpuBuffer.allocate(type, rows * columns), type, Shape.of(rows, columns));
    }
}
