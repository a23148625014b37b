package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.ConvShape;
import io.github.autograd4j.spi.View;

/** Images to columns, what each window sees, and back. */
final class ColumnKernels {
    private static final int THREADS = 128;

    private record Source(DType type) {
        String text() {
            return new SourceText()
                    .file("types.cuh")
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .file("columns.cu")
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    ColumnKernels(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    /** Lays out what the windows on an image [batch, channels, …] see; the columns are contiguous. */
    void toColumns(String op, ConvShape shape, View image, View columns) {
        run(op, "to_columns", shape, image, image, columns, columns.numel());
    }

    /** Adds columns up to a contiguous image. */
    void fromColumns(String op, ConvShape shape, View columns, View image) {
        run(op, "from_columns", shape, image, columns, image, image.numel());
    }

    private void run(String op, String kernel, ConvShape shape, View image, View from, View to, long count) {
        Source source = new Source(image.dtype());
        GpuFunction function = kernels.get(source, source::text, kernel);
        int last = image.rank() - 1;
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), true)
                    .pointer(CudaBuffer.address(from))
                    .pointer(CudaBuffer.address(to))
                    .struct()
                    .field64(image.stride(0))
                    .field64(image.stride(1))
                    .field64(last == 2 ? 0 : image.stride(2))
                    .field64(image.stride(last))
                    .field64(count)
                    .field32((int) image.dim(1));
            arguments.fields(shape.rows()).fields(shape.columns());
            int threads = (int) Math.min(THREADS, count);
            launcher.launch(op, function, (int) ((count + threads - 1) / threads), threads);
        } finally {
            launcher.end();
        }
    }
}
