package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.op.CrossEntropy;
import io.github.autograd4j.op.CrossEntropyGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/** Fused kernels that work on a row along one axis at a time: softmax and cross-entropy. */
final class RowKernels {
    private final Launcher launcher;
    private final KernelTable kernels;
    private final IndexFaults faults;

    RowKernels(Launcher launcher, IndexFaults faults) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
        this.faults = faults;
    }

    static boolean fits(View... views) {
        for (View view : views) {
            long reach = 0;
            for (int i = 0; i < view.rank(); i++) {
                reach += view.dim(i) * view.stride(i);
            }
            if (reach > Integer.MAX_VALUE / 2) {
                return false;
            }
        }
        return true;
    }

    private static RowTeam team(View x, int axis) {
        boolean sideBySide = false;
        for (int i = 0; i < x.rank(); i++) {
            sideBySide |= i != axis && x.dim(i) > 1 && x.stride(i) < x.stride(axis) && x.stride(i) > 0;
        }
        return RowTeam.of(x.numel() / x.dim(axis), x.dim(axis), sideBySide);
    }

    /** The axis of a row as a group, for views that have it and views that do not. */
    private static AxisGroup single(View first, int axis, int operands, int last) {
        long[][] stride = new long[operands][1];
        stride[0][0] = first.stride(axis);
        if (last > 0) {
            stride[last][0] = first.shape().contiguousStride(axis);
        }
        return new AxisGroup(new long[] {first.dim(axis)}, stride);
    }

    FusedKernel softmax(boolean log, int axis, View x) {
        RowTeam team = team(x, axis);
        return team == null || !fits(x) ? null : (in, out) -> runSoftmax(log, axis, team, in[0], out[0]);
    }

    private void runSoftmax(boolean log, int axis, RowTeam team, View x, View y) {
        AxisGroup rows = AxisGroup.of(AxisGroup.without(x.rank(), axis), x, y);
        int room = SourceText.room(rows.rank() + 1);
        RowSource source =
                new RowSource("softmax.cu", x.dtype(), team.team(), room, 2, "#define LOG " + (log ? "true" : "false"));
        GpuFunction function = kernels.get(source, source::text, "softmax");
        launcher.begin();
        try {
            team.arguments(launcher, room, rows, single(x, axis, 2, 1), x, y);
            team.launch(launcher, log ? "logSoftmax" : "softmax", function);
        } finally {
            launcher.end();
        }
    }

    FusedKernel crossEntropy(CrossEntropy op, View... inputs) {
        RowTeam team = team(inputs[0], op.axis());
        return team == null || !fits(inputs) ? null : (in, out) -> runCrossEntropy(op, team, in, out);
    }

    private void runCrossEntropy(CrossEntropy op, RowTeam team, View[] in, View... out) {
        View x = in[0];
        AxisGroup rows = AxisGroup.of(AxisGroup.without(x.rank() - 1, -1), AxisGroup.drop(x, op.axis()), in[1]);
        int room = SourceText.room(rows.rank() + 1);
        RowSource source = new RowSource("cross_entropy.cu", x.dtype(), team.team(), room, 2, "");
        GpuFunction function = kernels.get(source, source::text, "cross_entropy");
        View weights = in.length > 2 ? in[2] : null;
        launcher.begin();
        try {
            AxisGroup row = single(x, op.axis(), 2, 0);
            classes(team.arguments(launcher, room, rows, row, x, in[1], weights, out[0], out[1], out[2]), op, weights);
            team.launch(launcher, op.name(), function);
        } finally {
            launcher.end();
        }
    }

    private void classes(Arguments arguments, CrossEntropy op, View weights) {
        arguments
                .struct()
                .field64(Double.doubleToRawLongBits(op.smoothing()))
                .field64(op.ignoreIndex())
                .fieldIndex(weights == null ? 0 : weights.stride(0))
                .pointer(faults.address());
    }

    FusedKernel crossEntropyGrad(CrossEntropyGrad op, View... inputs) {
        RowTeam team = team(inputs[1], op.of().axis());
        return team == null || !fits(inputs) ? null : (in, out) -> runCrossEntropyGrad(op, team, in, out[0]);
    }

    private void runCrossEntropyGrad(CrossEntropyGrad op, RowTeam team, View[] in, View out) {
        int axis = op.of().axis();
        View x = in[1];
        AxisGroup rows = AxisGroup.of(
                AxisGroup.without(x.rank() - 1, -1),
                AxisGroup.drop(x, axis),
                in[2],
                in[0],
                in[3],
                AxisGroup.drop(out, axis));
        int room = SourceText.room(rows.rank() + 1);
        RowSource source = new RowSource("cross_entropy_grad.cu", x.dtype(), team.team(), room, 5, "");
        GpuFunction function = kernels.get(source, source::text, "cross_entropy_grad");
        View weights = in.length > 4 ? in[4] : null;
        launcher.begin();
        try {
            AxisGroup row = single(x, axis, 5, 4);
            classes(team.arguments(launcher, room, rows, row, in[0], x, in[2], in[3], weights, out), op.of(), weights);
            team.launch(launcher, op.name(), function);
        } finally {
            launcher.end();
        }
    }
}
