package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.op.Dropout;
import io.github.autograd4j.spi.View;

/** Dropout, a thread for each 16 bytes of the result. */
final class DropoutKernel {
    private static final int THREADS = 256;
    private static final int ACCESS = 16;

    private record Source(DType type, boolean narrow, boolean packed, int room) {
        String text() {
            return new SourceText()
                    .file("types.cuh")
                    .file("philox.cuh")
                    .layout(narrow, room, 1)
                    .type("T", CTypes.storage(type))
                    .type("Value", CTypes.compute(type))
                    .define("PACKED", packed)
                    .line(Randoms.uniform(type))
                    .file("dropout.cu")
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    DropoutKernel(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(Dropout op, View x, View y) {
        AxisGroup axes = AxisGroup.of(AxisGroup.without(x.rank(), -1), x);
        boolean packed = x.isContiguous() && CudaBuffer.address(x) % ACCESS == 0;
        boolean narrow = IndexWidth.isNarrow(Math.max(y.numel(), axes.reach(0)));
        int room = SourceText.room(axes.rank());
        Source source = new Source(x.dtype(), narrow, packed, room);
        GpuFunction function = kernels.get(source, source::text, "dropout");
        int each = ACCESS / x.dtype().byteSize();
        long items = (y.numel() + each - 1) / each;
        launcher.begin();
        try {
            new Arguments(launcher.gpu().arguments(), narrow)
                    .pointer(CudaBuffer.address(x))
                    .pointer(CudaBuffer.address(y))
                    .layout(room, axes)
                    .struct()
                    .field64(op.key())
                    .field64(op.counter())
                    .field64(Double.doubleToRawLongBits(op.p()))
                    .field64(Double.doubleToRawLongBits(op.scale()))
                    .fieldIndex(y.numel())
                    .field32(axes.rank());
            int threads = (int) Math.min(THREADS, items);
            launcher.launch(op.name(), function, (int) ((items + threads - 1) / threads), threads);
        } finally {
            launcher.end();
        }
    }
}
