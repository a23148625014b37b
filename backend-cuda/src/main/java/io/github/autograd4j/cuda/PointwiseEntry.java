package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.cuda.kernel.PointwiseSource;
import io.github.autograd4j.cuda.kernel.PointwiseVariant;
import io.github.autograd4j.op.PointwiseProgram;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The kernels of one program, each compiled when it is first needed, and how its scalar arguments are passed. */
final class PointwiseEntry {
    final int width;
    final ScalarArguments scalars;
    private final PointwiseProgram program;
    private final AtomicReferenceArray<GpuFunction> functions = new AtomicReferenceArray<>(PointwiseVariant.COUNT);

    PointwiseEntry(PointwiseProgram program) {
        this.program = program;
        this.width = PointwiseSource.width(program);
        this.scalars = ScalarArguments.of(program);
    }

    /** The kernel of a variant, or null if it is not compiled yet. */
    GpuFunction find(int key) {
        return functions.get(key);
    }

    void compile(int key, KernelCache kernels) {
        String source = PointwiseSource.of(program, PointwiseVariant.of(key));
        functions.set(key, kernels.get(source, PointwiseSource.name(program)));
    }
}
