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
    private static final int DONE = -1;
    private static final int TOO_LARGE = -2;
    /** For where strided operands lie: a kernel has 4 KB of arguments, and there are their addresses and scalars. */
    private static final int MOST_BYTES = 2500;

    private final Launcher launcher;
    private final ConcurrentMap<PointwiseProgram, PointwiseEntry> entries = new ConcurrentHashMap<>();
    private final MergedAxes axes = new MergedAxes();

    PointwiseLaunch(Launcher launcher) {
        this.launcher = launcher;
    }

    @Override
    public void run(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        PointwiseEntry entry = entry(program);
        int missing = tryRun(entry, program, scalars, inputs, outputs);
        if (missing >= 0) {
            entry.compile(missing, launcher.kernels()); // without the lock
            missing = tryRun(entry, program, scalars, inputs, outputs);
        }
        if (missing == TOO_LARGE) {
            runInParts(program, scalars, inputs, outputs);
        }
    }

    @Override
    public void prepare(PointwiseProgram program, View[] inputs, View[] outputs) {
        PointwiseEntry entry = entry(program);
        int key;
        launcher.begin();
        try {
            key = variant(entry, inputs, outputs);
        } finally {
            launcher.end();
        }
        if (key >= 0 && entry.find(key) == null) {
            entry.compile(key, launcher.kernels());
        }
    }

    private PointwiseEntry entry(PointwiseProgram program) {
        PointwiseEntry entry = entries.get(program);
        return entry != null ? entry : entries.computeIfAbsent(program, PointwiseEntry::new);
    }

    /** One launch for each position along the shortest axis. */
    private void runInParts(PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        View shape = outputs[0];
        int axis = -1;
        for (int i = 0; i < shape.rank(); i++) {
            axis = shape.dim(i) > 1 && (axis < 0 || shape.dim(i) < shape.dim(axis)) ? i : axis;
        }
        for (long i = 0; i < shape.dim(axis); i++) {
            run(program, scalars, at(i, axis, inputs), at(i, axis, outputs));
        }
    }

    private static View[] at(long position, int axis, View... views) {
        View[] parts = new View[views.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = views[i].slice(axis, position, 1, 1);
        }
        return parts;
    }

    /** Finds the axes of some operands, and the key of the variant that takes them, or {@link #TOO_LARGE}. */
    private int variant(PointwiseEntry entry, View[] inputs, View[] outputs) {
        axes.of(inputs, outputs);
        boolean contiguous = axes.contiguous();
        boolean wide = !axes.isNarrow();
        int key = PointwiseVariant.key(contiguous ? 0 : axes.rank(), axes.takes(entry.width, inputs, outputs), wide);
        return contiguous || axes.bytes(PointwiseVariant.of(key).ranks(), wide) <= MOST_BYTES ? key : TOO_LARGE;
    }

    /** Launches, or returns the key of the variant that has to be compiled first, or {@link #TOO_LARGE}. */
    private int tryRun(
            PointwiseEntry entry, PointwiseProgram program, double[] scalars, View[] inputs, View[] outputs) {
        LaunchArguments arguments = launcher.begin();
        try {
            int key = variant(entry, inputs, outputs);
            GpuFunction function = key >= 0 ? entry.find(key) : null;
            if (function == null) {
                return key;
            }
            PointwiseVariant variant = PointwiseVariant.of(key);
            boolean contiguous = variant.ranks() == 0;
            int width = variant.vector() ? entry.width : 1;
            long items = contiguous ? outputs[0].numel() : axes.items(width);
            if (variant.wide()) {
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
            entry.scalars.write(scalars, arguments);
            if (!contiguous) {
                axes.write(arguments, variant.ranks(), width, variant.wide());
            }
            long threads = contiguous ? (items + width - 1) / width : items;
            launcher.launch(
                    program.name(),
                    function,
                    launcher.blocks(threads, PointwiseSource.THREADS),
                    PointwiseSource.THREADS);
            return DONE;
        } finally {
            launcher.end();
        }
    }
}
