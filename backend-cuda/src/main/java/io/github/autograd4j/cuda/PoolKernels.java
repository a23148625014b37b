package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.op.MaxPool;
import io.github.autograd4j.spi.FusedKernel;
import io.github.autograd4j.spi.View;

/** Max pooling over one or two axes, a thread for each window. */
final class PoolKernels {
    private static final int THREADS = 128;

    private record Source(DType type) {
        String text() {
            return new SourceText()
                    .file("types.cuh")
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .file("pool.cu")
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    PoolKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    FusedKernel maxPool(MaxPool op, View image) {
        ConvShape shape = ConvShape.of(op, image);
        return shape == null || !seesImage(shape.rows()) || !seesImage(shape.columns())
                ? null
                : (in, out) -> run(op, shape, in[0], out[0], out[1]);
    }

    /** Whether each window has a position outside the padding. */
    private static boolean seesImage(ConvShape.Axis axis) {
        return axis.padding() == 0
                || axis.padding() <= (axis.kernel() - 1) * axis.dilation()
                        && (axis.windows() - 1) * axis.stride() - axis.padding() < axis.image()
                        && axis.dilation() <= axis.image();
    }

    private void run(MaxPool op, ConvShape shape, View image, View values, View places) {
        Source source = new Source(image.dtype());
        GpuFunction function = kernels.get(source, source::text, "max_pool");
        int last = image.rank() - 1;
        long count = values.numel();
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), true)
                    .pointer(CudaBuffer.address(image))
                    .pointer(CudaBuffer.address(values))
                    .pointer(CudaBuffer.address(places))
                    .struct()
                    .field64(image.stride(0))
                    .field64(image.stride(1))
                    .field64(last == 2 ? 0 : image.stride(2))
                    .field64(image.stride(last))
                    .field64(count)
                    .field32((int) image.dim(1));
            arguments.fields(shape.rows()).fields(shape.columns());
            int threads = (int) Math.min(THREADS, count);
            launcher.launch(op.name(), function, (int) ((count + threads - 1) / threads), threads);
        } finally {
            launcher.end();
        }
    }
}
