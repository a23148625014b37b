package io.github.autograd4j.cpu;

import io.github.autograd4j.op.ScalarOp;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;
import java.util.Arrays;

/**
 * Normalising groups of elements, with or without subtracting their mean, and the gradient: each group, the elements
 * along some axes, is done in passes over what the cache then holds.
 */
final class NormalizeKernel {
    /** Elements that are worth handing to another thread. */
    private static final int TASK = 1 << 14;

    /** Shorter runs of neighbours are better done by the decomposition, unless one run is the whole group. */
    private static final int MIN_RUN = 32;

    private final BlockMath math;
    private final WorkerTeam team;

    NormalizeKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    /**
     * How groups lie in the operands and, as the last view, in a contiguous result.
     *
     * @param kept the groups
     * @param run how many elements are neighbours in all views
     * @param starts for each view, where the runs of a group begin, counted from where the group does
     */
    private record Groups(Layout kept, int run, int[][] starts) {
        /** Null if neighbours are too few. */
        static Groups of(int[] axes, View... operands) {
            View[] views = Arrays.copyOf(operands, operands.length + 1);
            views[operands.length] = View.contiguous(operands[0].buffer(), operands[0].dtype(), operands[0].shape());
            Layout inner = Layout.ofAxes(axes, views);
            boolean dense = true;
            for (int v = 0; v < views.length; v++) {
                dense &= inner.rowStride(v) == 1;
            }
            int run = dense ? (int) inner.rowLength() : 1;
            int runs = (int) (inner.numel() / run);
            if (runs > 1 && run < MIN_RUN) {
                return null;
            }
            int[][] starts = new int[views.length][runs];
            for (int v = 0; v < views.length; v++) {
                for (int i = 0; i < runs; i++) {
                    starts[v][i] = inner.at(v, (long) i * run) - inner.offset(v);
                }
            }
            return new Groups(Layout.ofAxes(Axes.without(views[0].rank(), axes), views), run, starts);
        }

        int runs() {
            return starts[0].length;
        }

        double size() {
            return (double) run * runs();
        }

        int at(int view, long group, int run) {
            return kept.at(view, group) + starts[view][run];
        }

        void forEach(WorkerTeam team, RangeTask task) {
            team.forRange(kept.numel(), Math.max(1, TASK / ((long) run * runs())), task);
        }
    }

    /** A kernel for the normalised elements, the means if they are subtracted, and variances or mean squares; or null. */
    FusedKernel forward(int[] axes, double eps, boolean centred, View input) {
        Groups groups = Groups.of(axes, input);
        return groups == null
                ? null
                : (in, out) -> groups.forEach(team, (from, to) -> {
                    RowMath row = new RowMath(math, input.dtype());
                    for (long group = from; group < to; group++) {
                        forward(groups, group, row, eps, in[0], out[0], centred ? out[1] : null, out[out.length - 1]);
                    }
                });
    }

    private static void forward(
            Groups groups, long group, RowMath row, double eps, View input, View output, View mean, View square) {
        Object x = CpuBuffer.array(input);
        Object y = CpuBuffer.array(output);
        int first = (int) output.offset();
        int n = groups.run();
        double centre = 0;
        if (mean != null) {
            for (int run = 0; run < groups.runs(); run++) {
                centre += row.sum(n, x, groups.at(0, group, run));
            }
            centre /= groups.size();
            row.store(centre, CpuBuffer.array(mean), (int) (mean.offset() + group));
        }
        double sum = 0;
        for (int run = 0; run < groups.runs(); run++) {
            int from = groups.at(0, group, run);
            if (mean == null) {
                sum += row.dot(n, x, from, x, from);
            } else {
                int at = first + groups.at(1, group, run);
                row.with(ScalarOp.SUB, n, x, from, centre, y, at);
                sum += row.dot(n, y, at, y, at);
            }
        }
        double meanSquare = sum / groups.size();
        row.store(meanSquare, CpuBuffer.array(square), (int) (square.offset() + group));
        double scale = 1 / Math.sqrt(meanSquare + eps);
        for (int run = 0; run < groups.runs(); run++) {
            int at = first + groups.at(1, group, run);
            if (mean == null) {
                row.with(ScalarOp.MUL, n, x, groups.at(0, group, run), scale, y, at);
            } else {
                row.with(ScalarOp.MUL, n, y, at, scale, y, at);
            }
        }
    }

    /**
     * A kernel for r·(g − mean g − y·mean(g·y)) with r = 1/√(v + ε), from g, y and v; without mean g if the mean had not
     * been subtracted; or null.
     */
    FusedKernel backward(int[] axes, double eps, boolean centred, View cotangent, View result, View square) {
        Groups groups = Groups.of(axes, cotangent, result);
        if (groups == null) {
            return null;
        }
        Layout squares = Layout.ofAxes(Axes.without(square.rank(), axes), square);
        return (in, out) -> groups.forEach(team, (from, to) -> {
            RowMath row = new RowMath(math, result.dtype());
            for (long group = from; group < to; group++) {
                double meanSquare = row.load(CpuBuffer.array(square), squares.at(0, group));
                backward(groups, group, row, 1 / Math.sqrt(meanSquare + eps), centred, in[0], in[1], out[0]);
            }
        });
    }

    private static void backward(
            Groups groups,
            long group,
            RowMath row,
            double scale,
            boolean centred,
            View cotangent,
            View result,
            View output) {
        Object g = CpuBuffer.array(cotangent);
        Object y = CpuBuffer.array(result);
        Object x = CpuBuffer.array(output);
        int n = groups.run();
        double sum = 0;
        double along = 0;
        for (int run = 0; run < groups.runs(); run++) {
            int gAt = groups.at(0, group, run);
            sum += centred ? row.sum(n, g, gAt) : 0;
            along += row.dot(n, g, gAt, y, groups.at(1, group, run));
        }
        for (int run = 0; run < groups.runs(); run++) {
            for (int done = 0; done < n; done += Scratch.BLOCK) {
                int length = Math.min(Scratch.BLOCK, n - done);
                int gAt = groups.at(0, group, run) + done;
                int at = (int) output.offset() + groups.at(2, group, run) + done;
                int yAt = groups.at(1, group, run) + done;
                row.with(ScalarOp.MUL, length, y, yAt, along / groups.size(), x, at);
                row.with(ScalarOp.SUB, length, g, gAt, x, at, x, at);
                if (centred) {
                    row.with(ScalarOp.SUB, length, x, at, sum / groups.size(), x, at);
                }
                row.with(ScalarOp.MUL, length, x, at, scale, x, at);
            }
        }
    }
}
