package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/** Reductions: {@link ReducePlan} says how, {@link ReduceSource} what is computed. */
final class Reductions {
    /** An accumulator of any kind fits. */
    private static final int ACCUMULATOR_BYTES = 16;

    private final Launcher launcher;
    private final KernelTable kernels;

    Reductions(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        DType type = prologue == null ? inputs[0].dtype() : prologue.outputType(0);
        String name = op == ReduceOp.SUM ? "sum" : op == ReduceOp.PROD ? "prod" : op == ReduceOp.MAX ? "max" : "min";
        ReducePlan plan = ReducePlan.of(axes, inputs);
        run(
                name,
                new ReduceSource(
                        op.ordinal(),
                        prologue,
                        type,
                        output.dtype(),
                        plan.isNarrow(),
                        room(plan),
                        plan.variant() == ReducePlan.Variant.THREAD,
                        width(plan, prologue, type)),
                plan,
                scalars,
                inputs,
                output);
    }

    static int room(ReducePlan plan) {
        return SourceText.room(plan.kept().rank() + plan.reduced().rank());
    }

    /** How many neighbours a thread reads at once. */
    static int width(ReducePlan plan, PointwiseProgram prologue, DType type) {
        return plan.isFlat() && !FixedKernels.ONLY ? ReduceSource.width(prologue, type) : 1;
    }

    /** Reduces as a source says. */
    void run(String op, ReduceSource source, ReducePlan plan, double[] scalars, View[] inputs, View output) {
        long bytes = plan.splits() == 1 ? 0 : plan.splits() * plan.outputs() * ACCUMULATOR_BYTES;
        try (Scratch.Loan partials = launcher.borrow(op, bytes)) {
            run(op, source, plan, scalars, inputs, output, partials.address());
        }
    }

    private void run(
            String op,
            ReduceSource source,
            ReducePlan plan,
            double[] scalars,
            View[] inputs,
            View output,
            long partial) {
        GpuFunction function = kernels.get(
                source,
                source::text,
                switch (plan.variant()) {
                    case THREAD -> "reduce_thread";
                    case WARP -> "reduce_warp";
                    case BLOCK -> "reduce_block";
                    case COLUMN -> "reduce_column";
                });
        GpuFunction second = plan.splits() == 1 ? null : kernels.get(source, source::text, "reduce_finish");
        Gpu gpu = launcher.gpu();
        gpu.enter();
        try {
            Arguments arguments = new Arguments(gpu.arguments(), plan.isNarrow()).struct();
            for (View input : inputs) {
                arguments.field64(CudaBuffer.address(input));
            }
            if (source.prologue() != null) {
                ScalarArguments.of(source.prologue()).writeFields(scalars, arguments);
            }
            arguments.pointer(CudaBuffer.address(output));
            if (plan.variant() != ReducePlan.Variant.THREAD) {
                arguments.pointer(partial);
            }
            arguments
                    .layout(source.room(), plan.kept(), plan.reduced())
                    .struct()
                    .fieldIndex(plan.outputs())
                    .fieldIndex(plan.length())
                    .fieldIndex(plan.chunk())
                    .field32(plan.kept().rank())
                    .field32(plan.kept().rank() + plan.reduced().rank());
            gpu.stream()
                    .launch(op, function, (int) plan.blocks(), plan.splits(), 1, plan.threadsX(), plan.threadsY(), 0);
            if (second != null) {
                new Arguments(gpu.arguments(), plan.isNarrow())
                        .pointer(CudaBuffer.address(output))
                        .pointer(partial)
                        .index(plan.outputs())
                        .index(plan.splits());
                int rows = (int) Math.min(4, plan.outputs());
                gpu.stream().launch(op, second, (int) ((plan.outputs() + rows - 1) / rows), 1, 1, 32, rows, 0);
            }
        } finally {
            gpu.exit();
        }
    }
}
