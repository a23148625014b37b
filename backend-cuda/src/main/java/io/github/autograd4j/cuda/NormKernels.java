package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.Normalize;
import io.github.autograd4j.op.NormalizeGrad;
import io.github.autograd4j.op.RmsNormalize;
import io.github.autograd4j.op.SoftmaxGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/** Fused kernels that work on a row along several axes at a time: norms, and the gradients of norms and softmax. */
final class NormKernels {
    private final Launcher launcher;
    private final KernelTable kernels;

    NormKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    /** The threads for rows along some axes, or null if the operands do not suit. */
    private static RowTeam team(int[] axes, View... inputs) {
        ReducePlan plan = ReducePlan.of(axes, inputs);
        boolean column = plan.variant() == ReducePlan.Variant.COLUMN;
        return plan.splits() > 1 || !RowKernels.fits(inputs) ? null : RowTeam.of(plan.outputs(), plan.length(), column);
    }

    FusedKernel normalize(Normalize op, View x) {
        int[] axes = op.axisArray();
        RowTeam team = team(axes, x);
        return team == null
                ? null
                : (in, out) -> {
                    View[] operands = {in[0], out[0], out[1], out[2]};
                    run(op, "normalize", "", axes, team, views(in[0], out[0]), operands, op.eps());
                };
    }

    FusedKernel rmsNormalize(RmsNormalize op, View x) {
        int[] axes = op.axisArray();
        RowTeam team = team(axes, x);
        return team == null
                ? null
                : (in, out) -> {
                    View[] operands = {in[0], out[0], out[1]};
                    run(op, "rms_normalize", "", axes, team, views(in[0], out[0]), operands, op.eps());
                };
    }

    FusedKernel normalizeGrad(NormalizeGrad op, View... inputs) {
        int[] axes = op.axisArray();
        RowTeam team = inputs[0].dtype() == inputs[1].dtype() ? team(axes, inputs[0], inputs[1]) : null;
        return team == null
                ? null
                : (in, out) -> {
                    View statistic = in[2].expand(in[0].shape());
                    View[] all = {in[0], in[1], statistic, out[0]};
                    run(op, "normalize_grad", "#define CENTRED " + op.centred(), axes, team, all, all, op.eps());
                };
    }

    FusedKernel softmaxGrad(SoftmaxGrad op, View... inputs) {
        int[] axes = {op.axis()};
        RowTeam team = inputs[0].dtype() == inputs[1].dtype() ? team(axes, inputs[0], inputs[1]) : null;
        return team == null
                ? null
                : (in, out) -> {
                    View[] all = {in[0], in[1], out[0]};
                    run(op, "softmax_grad", "#define LOG " + op.log(), axes, team, all, all);
                };
    }

    private static View[] views(View... views) {
        return views;
    }

    /** Launches a kernel whose file has its name. */
    private void run(
            Composite op,
            String kernel,
            String option,
            int[] axes,
            RowTeam team,
            View[] layout,
            View[] operands,
            double... numbers) {
        AxisGroup kept = AxisGroup.of(AxisGroup.without(layout[0].rank(), axes), layout);
        AxisGroup reduced = AxisGroup.of(axes, layout);
        int room = SourceText.room(kept.rank() + reduced.rank());
        RowSource source = new RowSource(kernel + ".cu", layout[0].dtype(), team.team(), room, layout.length, option);
        GpuFunction function = kernels.get(source, source::text, kernel);
        launcher.begin();
        try {
            Arguments arguments = team.arguments(launcher, room, kept, reduced, operands);
            for (double number : numbers) {
                arguments.struct().field64(Double.doubleToRawLongBits(number));
            }
            team.launch(launcher, op.name(), function);
        } finally {
            launcher.end();
        }
    }
}
