package io.github.autograd4j.cpu;

import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;

/** Element-wise programs: tiny ones element by element, others block by block, large ones on all threads. */
final class PointwiseKernel {
    /** Up to so many elements times instructions, binding the program to the views costs more than it saves. */
    private static final int TINY_WORK = 64;

    private static final int TINY_ELEMENTS = 8;

    /** Work, in the units of {@link BlockPlan#cost}, that is worth handing to another thread. */
    private static final long TASK = 1 << 18;

    private final BlockMath math;
    private final WorkerTeam team;

    PointwiseKernel(BlockMath math, WorkerTeam team) {
        this.math = math;
        this.team = team;
    }

    void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        ProgramCode code = ProgramCode.of(program);
        long numel = outputs[0].numel();
        if (numel <= TINY_ELEMENTS && numel * code.size <= TINY_WORK || numel == 1) {
            ElementInterpreter.run(code, scalars, inputs, outputs, (int) numel);
            return;
        }
        View[] views = new View[inputs.length + outputs.length];
        System.arraycopy(inputs, 0, views, 0, inputs.length);
        System.arraycopy(outputs, 0, views, inputs.length, outputs.length);
        BlockCall call = new BlockCall(math, code, scalars, views, outputs.length);
        long blocks = call.blocks();
        long perTask = Math.max(1, TASK / ((long) call.plan.cost * Scratch.BLOCK));
        if (blocks <= perTask) {
            run(call, 0, blocks);
        } else {
            team.forRange(blocks, perTask, (from, to) -> run(call, from, to));
        }
    }

    private static void run(BlockCall call, long from, long to) {
        BlockRunner runner = new BlockRunner(call);
        long start = call.start(from);
        for (long block = from; block < to; block++) {
            long end = call.start(block + 1);
            int length = (int) (end - start);
            runner.compute(start, length);
            runner.store(start, length);
            start = end;
        }
    }
}
