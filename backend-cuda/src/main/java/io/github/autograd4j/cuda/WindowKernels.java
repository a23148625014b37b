package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.op.MaxPoolGrad;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/**
 * Kernels that know how windows lie on images ({@code windows.cuh}), over one or two axes: max pooling and its gradient,
 * and what windows see as columns. A thread for each element of the result.
 */
final class WindowKernels {
    private static final int THREADS = 128;
    private static final View[] NONE = {};

    private record Source(String file, DType type, boolean narrow) {
        String text() {
            return new SourceText()
                    .file("types.cuh")
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .type("Index", narrow ? "unsigned" : "unsigned long long")
                    .file(file)
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    WindowKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    FusedKernel maxPool(MaxPool op, View image) {
        ConvShape shape = ConvShape.of(op, image);
        return shape == null || !shape.seesImage()
                ? null
                : (in, out) -> {
                    View[] all = {in[0], out[0], out[1]};
                    run(op.name(), "pool.cu", "max_pool", shape, in[0], all, new View[] {in[0]}, out[0]);
                };
    }

    FusedKernel maxPoolGrad(MaxPoolGrad op) {
        ConvShape shape = ConvShape.of(op);
        return shape == null
                ? null
                : (in, out) -> {
                    View[] all = {in[0], in[1], out[0]};
                    run(op.name(), "pool.cu", "max_pool_grad", shape, out[0], all, in, out[0]);
                };
    }

    /** Lays out what the windows on an image [batch, channels, …] see; the columns are contiguous. */
    void toColumns(String op, ConvShape shape, View image, View columns) {
        View[] all = {image, columns};
        run(op, "columns.cu", "to_columns", shape, image, all, new View[] {image}, columns);
    }

    /** Adds columns up to a contiguous image. */
    void fromColumns(String op, ConvShape shape, View columns, View image) {
        run(op, "columns.cu", "from_columns", shape, image, new View[] {columns, image}, NONE, image);
    }

    /** Launches a kernel on operands, some of which lie as their strides say, with a thread for each element. */
    private void run(
            String op,
            String file,
            String kernel,
            ConvShape shape,
            View image,
            View[] operands,
            View[] strided,
            View elements) {
        boolean narrow = true;
        for (View operand : operands) {
            narrow &= IndexWidth.isNarrow(reach(operand));
        }
        Source source = new Source(file, image.dtype(), narrow);
        GpuFunction function = kernels.get(source, source::text, kernel);
        long count = elements.numel();
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), narrow);
            for (View operand : operands) {
                arguments.pointer(CudaBuffer.address(operand));
            }
            for (View view : strided) {
                strides(arguments.struct(), view);
            }
            arguments.struct().fieldIndex(count);
            divisor(arguments, (int) image.dim(1));
            axis(arguments, shape.rows());
            axis(arguments, shape.columns());
            int threads = (int) Math.min(THREADS, count);
            launcher.launch(op, function, (int) ((count + threads - 1) / threads), threads);
        } finally {
            launcher.end();
        }
    }

    /** The number of elements, or where the last one lies if that is more. */
    private static long reach(View view) {
        long last = 0;
        for (int i = 0; i < view.rank(); i++) {
            last += (view.dim(i) - 1) * view.stride(i);
        }
        return Math.max(view.numel(), last);
    }

    private static void strides(Arguments arguments, View view) {
        int last = view.rank() - 1;
        arguments
                .fieldIndex(view.stride(0))
                .fieldIndex(view.stride(1))
                .fieldIndex(last == 2 ? 0 : view.stride(2))
                .fieldIndex(view.stride(last));
    }

    private static void axis(Arguments arguments, ConvShape.Axis axis) {
        divisor(arguments, axis.image());
        divisor(arguments, axis.windows());
        divisor(arguments, axis.kernel());
        divisor(arguments, axis.stride());
        divisor(arguments, axis.dilation());
        arguments.field32(axis.padding());
    }

    private static void divisor(Arguments arguments, int by) {
        arguments.field32(by).field32(Divisors.magic(by)).field32(Divisors.shift(by));
    }
}
