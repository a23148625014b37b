package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.spi.View;

/** Products of matrices of whole numbers, a stack of them in one launch. */
final class WholeMatMul {
    private static final int TILE = 16;
    /** What a grid can be high and deep. */
    private static final int MOST_BLOCKS = 65_535;

    /** What distinguishes the source of a product from others, and the source. */
    record Source(DType dtype, int room) {
        String text() {
            return new SourceText()
                    .layout(false, room, 3)
                    .define("Element", CTypes.storage(dtype))
                    .file("matmul.cu")
                    .toString();
        }
    }

    private final Launcher launcher;
    private final KernelTable kernels;
    private final int mostBlocks;

    WholeMatMul(Launcher launcher) {
        this(launcher, MOST_BLOCKS);
    }

    /** With smaller grids, so that small tests do what large operands do. */
    WholeMatMul(Launcher launcher, int mostBlocks) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
        this.mostBlocks = mostBlocks;
    }

    void run(View a, View b, View output, double alpha, double beta) {
        int rank = output.rank();
        AxisGroup batches = AxisGroup.of(AxisGroup.without(rank - 2, -1), a, b, output);
        Source source = new Source(a.dtype(), SourceText.room(batches.rank()));
        GpuFunction function = kernels.get(source, source::text, "matmul");
        int m = MatrixStack.intSize(output.dim(rank - 2));
        int n = MatrixStack.intSize(output.dim(rank - 1));
        launcher.begin();
        try {
            Arguments arguments = new Arguments(launcher.gpu().arguments(), false)
                    .pointer(CudaBuffer.address(a))
                    .pointer(CudaBuffer.address(b))
                    .pointer(CudaBuffer.address(output));
            for (View view : new View[] {a, b, output}) {
                arguments.struct().field64(view.stride(rank - 2)).field64(view.stride(rank - 1));
            }
            arguments
                    .int32(m)
                    .int32(n)
                    .int32(MatrixStack.intSize(a.dim(rank - 1)))
                    .float64(alpha)
                    .float64(beta)
                    .layout(source.room(), batches)
                    .index(batches.count())
                    .int32(batches.rank());
            launcher.gpu().stream()
                    .launch(
                            "matmul",
                            function,
                            (n + TILE - 1) / TILE,
                            Math.min((m + TILE - 1) / TILE, mostBlocks),
                            (int) Math.min(batches.count(), mostBlocks),
                            TILE,
                            TILE,
                            0);
        } finally {
            launcher.end();
        }
    }
}
