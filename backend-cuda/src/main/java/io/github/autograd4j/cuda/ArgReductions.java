package io.github.autograd4j.cuda;

import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.View;

/** Positions of extremes: reductions that remember where they found what they have. */
final class ArgReductions {
    private static final double[] NONE = {};

    private final Reductions reductions;

    ArgReductions(Reductions reductions) {
        this.reductions = reductions;
    }

    void run(ArgReduceOp op, View input, int axis, View output) {
        int[] axes = {axis};
        ReducePlan plan = ReducePlan.of(axes, input);
        boolean max = op == ArgReduceOp.MAX;
        ReduceSource source = new ReduceSource(
                max ? ReduceSource.ARG_MAX : ReduceSource.ARG_MIN,
                null,
                input.dtype(),
                output.dtype(),
                plan.isNarrow(),
                Reductions.room(plan),
                plan.variant() == ReducePlan.Variant.THREAD,
                Reductions.width(plan, null, input.dtype()));
        reductions.run(max ? "argmax" : "argmin", source, plan, NONE, new View[] {input}, output);
    }
}
