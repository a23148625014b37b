package io.github.autograd4j.cuda;

import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.spi.View;

/** Gathering, a thread for each element. An index out of range is noted for the host, and picks nothing. */
final class Gathers {
    private static final int THREADS = 128;

    record Source(int bytes, boolean narrow, int room) {
        String text() {
            return new SourceText()
                    .file("fault.cuh")
                    .layout(narrow, room, 2)
                    .type("T", SourceText.bits(bytes))
                    .file("gather.cu")
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;
    private final IndexFaults faults;

    Gathers(Launcher launcher, IndexFaults faults) {
        this.launcher = launcher;
        this.faults = faults;
        this.kernels = new KernelTable(launcher);
    }

    void run(View input, View index, int axis, View output) {
        View still = AxisGroup.still(input, axis, index);
        AxisGroup group = AxisGroup.of(AxisGroup.without(index.rank(), -1), still, index);
        long count = group.count();
        long size = input.dim(axis);
        long stride = input.stride(axis);
        boolean narrow = IndexWidth.isNarrow(
                Math.max(Math.max(count, size), Math.max(group.reach(0) + size * stride, group.reach(1))));
        Source source = new Source(input.dtype().byteSize(), narrow, SourceText.room(group.rank()));
        GpuFunction function = kernels.get(source, source::text, "gather");
        Gpu gpu = launcher.gpu();
        gpu.enter();
        try {
            new Arguments(gpu.arguments(), narrow)
                    .pointer(CudaBuffer.address(input))
                    .pointer(CudaBuffer.address(index))
                    .pointer(CudaBuffer.address(output))
                    .layout(source.room, group)
                    .index(count)
                    .int32(group.rank())
                    .index(size)
                    .index(stride)
                    .pointer(faults.address());
            int threads = (int) Math.min(THREADS, count);
            gpu.stream().launch("gather", function, (int) ((count + threads - 1) / threads), 1, 1, threads, 1, 0);
        } finally {
            gpu.exit();
        }
    }
}
