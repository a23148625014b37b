package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.ScanOp;
import io.github.autograd4j.spi.Scratch;
import io.github.autograd4j.spi.View;

/** Scans, planned by {@link ScanPlan}. */
final class Scans {
    private static final int ACCUMULATOR_BYTES = 16;
    private static final int THREADS = 128;

    record Source(ReduceOp op, DType type, DType output, boolean narrow, int room, boolean block) {
        String text() {
            String result = Accumulation.result(op, type);
            SourceText text = new SourceText()
                    .file("types.cuh")
                    .file("combine.cuh")
                    .layout(narrow, room, 2)
                    .type("Accumulator", Accumulation.of(op, type))
                    .type("In", CTypes.storage(type))
                    .type("Out", CTypes.storage(output))
                    .line("__device__ void store(Out* out, Index i, " + result + " x) { narrow(out[i], x); }")
                    .file("scan.cuh");
            return (block ? text.file("warp.cuh").file("scan_block.cu") : text.file("scan_thread.cu")).toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;

    Scans(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(ScanOp op, View input, int axis, View output) {
        String name = op == ScanOp.SUM ? "cumsum" : "cumprod";
        ScanPlan plan = ScanPlan.of(axis, input, output);
        boolean narrow = plan.isNarrow(input.stride(axis), output.stride(axis));
        Source source = new Source(
                op == ScanOp.SUM ? ReduceOp.SUM : ReduceOp.PROD,
                input.dtype(),
                output.dtype(),
                narrow,
                SourceText.room(plan.rows().rank()),
                plan.block());
        GpuFunction function = kernels.get(source, source::text, plan.block() ? "scan_block" : "scan_thread");
        boolean split = plan.chunks() > 1;
        GpuFunction totals = split ? kernels.get(source, source::text, "scan_totals") : null;
        GpuFunction carry = split ? kernels.get(source, source::text, "scan_carries") : null;
        long bytes = split ? plan.count() * plan.chunks() * ACCUMULATOR_BYTES : 0;
        Gpu gpu = launcher.gpu();
        try (Scratch.Loan carries = launcher.borrow(name, bytes)) {
            gpu.enter();
            try {
                int rows = (int) plan.count();
                if (split) {
                    Arguments first = new Arguments(gpu.arguments(), narrow)
                            .pointer(CudaBuffer.address(input))
                            .pointer(carries.address());
                    extent(first, source, plan, input.stride(axis), output.stride(axis));
                    gpu.stream().launch(name, totals, rows, plan.chunks(), 1, plan.threads(), 1, 0);
                    new Arguments(gpu.arguments(), narrow)
                            .pointer(carries.address())
                            .index(plan.count())
                            .index(plan.chunks());
                    gpu.stream().launch(name, carry, (rows + THREADS - 1) / THREADS, 1, 1, THREADS, 1, 0);
                }
                Arguments last = new Arguments(gpu.arguments(), narrow)
                        .pointer(CudaBuffer.address(input))
                        .pointer(CudaBuffer.address(output));
                if (plan.block()) {
                    last.pointer(carries.address());
                }
                extent(last, source, plan, input.stride(axis), output.stride(axis));
                int blocks = plan.block() ? rows : (int) ((plan.count() + plan.threads() - 1) / plan.threads());
                gpu.stream().launch(name, function, blocks, plan.chunks(), 1, plan.threads(), 1, 0);
            } finally {
                gpu.exit();
            }
        }
    }

    private static void extent(Arguments arguments, Source source, ScanPlan plan, long inStride, long outStride) {
        arguments
                .layout(source.room, plan.rows())
                .struct()
                .fieldIndex(plan.count())
                .fieldIndex(plan.length())
                .fieldIndex(plan.chunk())
                .fieldIndex(inStride)
                .fieldIndex(outStride)
                .field32(plan.rows().rank());
    }
}
