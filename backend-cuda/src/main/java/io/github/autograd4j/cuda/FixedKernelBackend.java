package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.kernel.KernelCache;
import io.github.autograd4j.op.Composite;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ArgReduceOp;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.View;

/**
 * A GPU without a compiler: {@link FixedKernels} do everything. What they do not take as it is becomes elements of a type
 * that they take, by the {@link Interpreter}, and results are cast back; composites are decomposed.
 */
final class FixedKernelBackend extends CudaBackend {
    private static final long ALIGNMENT = 256;
    private static final View[] NONE = {};

    private final Workspace workspace;

    FixedKernelBackend(Gpu gpu, KernelCache kernels) {
        super(gpu, kernels);
        workspace = new Workspace(gpu);
    }

    /** Memory for the operands of one call, taken at once. */
    private final class Operands {
        private long next;

        Operands(View... like) {
            long bytes = 0;
            for (View view : like) {
                bytes += bytes(view);
            }
            next = workspace.take(bytes);
        }

        private static long bytes(View like) {
            return (like.numel() * Long.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }

        View take(DType type, View like) {
            View taken = View.contiguous(new CudaBuffer(next, like.numel() * type.byteSize()), type, like.shape());
            next += bytes(like);
            return taken;
        }
    }

    /** The workspace belongs to one call until all that uses it is enqueued. The device's lock is not held. */
    private void locked(Runnable work) {
        synchronized (workspace) {
            work.run();
        }
    }

    private void cast(View from, View to) {
        pointwise(copies().program(from.dtype()), null, new View[] {from}, new View[] {to});
    }

    @Override
    public void reduce(
            ReduceOp op, PointwiseProgram prologue, double[] scalars, View[] inputs, int[] axes, View output) {
        DType type = prologue == null ? inputs[0].dtype() : prologue.outputType(0);
        DType widest = FixedKernels.widest(type);
        locked(() -> {
            Operands operands = new Operands(inputs[0], output);
            View elements = operands.take(widest, inputs[0]);
            View result = output.dtype() == widest ? output : operands.take(widest, output);
            PointwiseProgram program = prologue == null ? copies().program(type) : prologue;
            pointwise(program, scalars, inputs, new View[] {elements});
            super.reduce(op, null, null, new View[] {elements}, axes, result);
            if (result != output) {
                cast(result, output);
            }
        });
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        locked(() -> {
            View elements = new Operands(input).take(FixedKernels.widest(input.dtype()), input);
            cast(input, elements);
            super.argReduce(op, elements, axis, output);
        });
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        DType widest = FixedKernels.widest(input.dtype());
        locked(() -> {
            Operands operands = new Operands(input, output);
            View elements = operands.take(widest, input);
            View result = operands.take(widest, output);
            cast(input, elements);
            super.scan(op, elements, axis, result);
            cast(result, output);
        });
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        DType widest = FixedKernels.widest(input.dtype());
        locked(() -> {
            Operands operands = new Operands(input, values);
            View elements = operands.take(widest, input);
            View sorted = operands.take(widest, values);
            cast(input, elements);
            super.sort(elements, axis, descending, sorted, indices);
            cast(sorted, values);
        });
    }

    @Override
    public void foreach(PointwiseProgram program, double[] scalars, View[][] inputs, View[][] outputs) {
        for (int k = 0; k < inputs.length; k++) {
            pointwise(program, scalars, inputs[k], outputs[k]);
        }
    }

    @Override
    public FusedKernel fused(Composite composite, View[] inputs) {
        return null;
    }

    @Override
    public void close() {
        workspace.close();
        super.close();
    }
}
