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
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/**
 * A GPU without a compiler: {@link FixedKernels} do everything. What they do not take as it is becomes elements of a type
 * that they take, by the {@link Interpreter}, and results are cast back; composites are decomposed.
 */
final class FixedKernelBackend extends CudaBackend {
    private static final long ALIGNMENT = 256;
    private static final View[] NONE = {};

    FixedKernelBackend(Gpu gpu, KernelCache kernels) {
        super(gpu, kernels);
    }

    /** Memory for the operands of one call, borrowed at once. */
    private final class Operands implements AutoCloseable {
        private final Scratch.Loan loan;
        private long next;

        Operands(String op, View... like) {
            long bytes = 0;
            for (View view : like) {
                bytes += bytes(view);
            }
            loan = launcher().borrow(op, bytes);
            next = loan.address();
        }

        private static long bytes(View like) {
            return (like.numel() * Long.BYTES + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }

        View take(DType type, View like) {
            View taken = View.contiguous(new CudaBuffer(next, like.numel() * type.byteSize()), type, like.shape());
            next += bytes(like);
            return taken;
        }

        @Override
        public void close() {
            loan.close();
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
        try (Operands operands = new Operands("reduce", inputs[0], output)) {
            View elements = operands.take(widest, inputs[0]);
            View result = output.dtype() == widest ? output : operands.take(widest, output);
            PointwiseProgram program = prologue == null ? copies().program(type) : prologue;
            pointwise(program, scalars, inputs, new View[] {elements});
            super.reduce(op, null, null, new View[] {elements}, axes, result);
            if (result != output) {
                cast(result, output);
            }
        }
    }

    @Override
    public void argReduce(ArgReduceOp op, View input, int axis, View output) {
        try (Operands operands = new Operands("argReduce", input)) {
            View elements = operands.take(FixedKernels.widest(input.dtype()), input);
            cast(input, elements);
            super.argReduce(op, elements, axis, output);
        }
    }

    @Override
    public void scan(ScanOp op, View input, int axis, View output) {
        DType widest = FixedKernels.widest(input.dtype());
        try (Operands operands = new Operands("scan", input, output)) {
            View elements = operands.take(widest, input);
            View result = operands.take(widest, output);
            cast(input, elements);
            super.scan(op, elements, axis, result);
            cast(result, output);
        }
    }

    @Override
    public void sort(View input, int axis, boolean descending, View values, View indices) {
        DType widest = FixedKernels.widest(input.dtype());
        try (Operands operands = new Operands("sort", input, values)) {
            View elements = operands.take(widest, input);
            View sorted = operands.take(widest, values);
            cast(input, elements);
            super.sort(elements, axis, descending, sorted, indices);
            cast(sorted, values);
        }
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
}
