package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.PointwiseSource;
import io.github.autograd4j.cuda.kernel.PointwiseVariant;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.View;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Runs pointwise programs: one kernel for each program and way to walk over the operands. */
final class PointwiseLaunch implements PointwiseRunner {
    private final Launcher launcher;
    private final ConcurrentMap<PointwiseProgram, PointwiseEntry> entries = new ConcurrentHashMap<>();
    private final MergedAxes axes = new MergedAxes();

    PointwiseLaunch(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        PointwiseEntry entry = entries.get(program);
        if (entry == null) {
            entry = entries.computeIfAbsent(program, PointwiseEntry::new);
        }
        int missing = tryRun(entry, program, scalars, inputs, outputs);
        if (missing >= 0) {
            entry.compile(missing, launcher.kernels()); // without the lock
            tryRun(entry, program, scalars, inputs, outputs);
        }
    }

    /** Launches, or returns which variant has to be compiled first. */
    private int tryRun(
            PointwiseEntry entry, PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        LaunchArguments arguments = launcher.begin();
        try {
            axes.of(inputs, outputs);
            boolean contiguous = axes.contiguous();
            boolean vector = axes.takes(entry.width, inputs, outputs);
            boolean wide = !axes.isNarrow();
            int key = PointwiseVariant.key(contiguous ? 0 : axes.rank(), vector, wide);
            GpuFunction function = entry.find(key);
            if (function == null) {
                return key;
            }
            int width = vector ? entry.width : 1;
            long items = contiguous ? outputs[0].numel() : axes.items(width);
            if (wide) {
                arguments.int64(items);
            } else {
                arguments.int32((int) items);
            }
            for (View input : inputs) {
                arguments.int64(CudaBuffer.address(input));
            }
            for (View output : outputs) {
                arguments.int64(CudaBuffer.address(output));
            }
            entry.write(scalars, arguments);
            if (!contiguous) {
                axes.write(arguments, PointwiseVariant.of(key).ranks(), width, wide);
            }
            long threads = contiguous && vector ? (items + width - 1) / width : items;
            launcher.launch(
                    program.name(),
                    function,
                    launcher.blocks(threads, PointwiseSource.THREADS),
                    PointwiseSource.THREADS);
            return -1;
        } finally {
            launcher.end();
        }
    }
}
