package io.github.autograd4j.cpu;

import io.github.autograd4j.DType;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;

/**
 * Reductions. Where neighbours in memory are combined with each other, an output is a horizontal reduction ({@link
 * RowReduction}); where they belong to different outputs, rows of elements are combined vertically ({@link
 * ColumnReduction}). How the work is cut depends on sizes only, so results do not depend on the number of threads.
 */
final class ReduceKernel {
    private static final int TINY = 32;

    private final BlockMath math;
    private final WorkerTeam team;
    private final ProgramCode[] identity = new ProgramCode[DType.values().length];

    ReduceKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
        for (DType type : DType.values()) {
            identity[type.ordinal()] = ProgramCode.identity(type);
        }
    }

    void run(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        ProgramCode code = prologue == null ? identity[inputs[0].dtype().ordinal()] : ProgramCode.of(prologue);
        if (inputs[0].numel() <= TINY) {
            TinyReduction.run(op, code, scalars, inputs, axes, output);
            return;
        }
        View main = main(inputs);
        int[] kept = Axes.without(main.rank(), axes);
        int inner = innerKept(main, kept, axes);
        if (inner < kept.length) {
            int[] order = Axes.concat(kept, 0, inner, axes, kept, inner, kept.length);
            BlockCall call = new BlockCall(math, code, scalars, permute(inputs, order), 0);
            new ColumnReduction(
                            op,
                            call,
                            size(main, kept, 0, inner),
                            size(main, axes, 0, axes.length),
                            size(main, kept, inner, kept.length),
                            output)
                    .run(team);
        } else {
            int[] order = Axes.concat(kept, 0, kept.length, axes, kept, 0, 0);
            BlockCall call = new BlockCall(math, code, scalars, permute(inputs, order), 0);
            new RowReduction(op, call, size(main, kept, 0, kept.length), size(main, axes, 0, axes.length), output)
                    .run(team);
        }
    }

    /** The input whose layout decides: the first that does not repeat one element. */
    private static View main(View[] inputs) {
        for (View input : inputs) {
            for (int i = 0; i < input.rank(); i++) {
                if (input.stride(i) != 0 && input.dim(i) != 1) {
                    return input;
                }
            }
        }
        return inputs[0];
    }

    /** The first of the kept axes that, with those after it, lie closer in memory than every reduced axis. */
    private static int innerKept(View main, int[] kept, int[] axes) {
        long nearest = Long.MAX_VALUE;
        for (int axis : axes) {
            if (main.dim(axis) != 1) {
                nearest = Math.min(nearest, main.stride(axis));
            }
        }
        int inner = kept.length;
        boolean any = false;
        while (inner > 0 && (main.dim(kept[inner - 1]) == 1 || main.stride(kept[inner - 1]) < nearest)) {
            inner--;
            any |= main.dim(kept[inner]) != 1;
        }
        return any ? inner : kept.length;
    }

    private static View[] permute(View[] inputs, int[] order) {
        View[] result = new View[inputs.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = inputs[i].permute(order);
        }
        return result;
    }

    private static long size(View view, int[] axes, int from, int to) {
        long size = 1;
        for (int i = from; i < to; i++) {
            size *= view.dim(axes[i]);
        }
        return size;
    }
}
