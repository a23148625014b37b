package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.driver.GpuFunction;
import io.github.autograd4j.cuda.driver.LaunchArguments;
import io.github.autograd4j.cuda.kernel.CTypes;
import io.github.autograd4j.cuda.kernel.KernelText;
import io.github.autograd4j.spi.View;

/** Products of matrices of whole numbers, one launch for each matrix. */
final class WholeMatMul {
    private static final int TILE = 16;
    /** What a grid can be high. */
    private static final int MOST_BLOCKS_Y = 65_535;

    private final Launcher launcher;
    private final KernelTable kernels;
    private final BatchAxes batches = new BatchAxes();

    WholeMatMul(Launcher launcher) {
        this.launcher = launcher;
        this.kernels = new KernelTable(launcher);
    }

    void run(View a, View b, View output, double alpha, double beta) {
        DType dtype = a.dtype();
        GpuFunction function =
                kernels.get(dtype, () -> KernelText.of("matmul.cu", "Element", CTypes.storage(dtype)), "matmul");
        int rank = output.rank();
        int m = MatrixStack.intSize(output.dim(rank - 2));
        int n = MatrixStack.intSize(output.dim(rank - 1));
        int inner = MatrixStack.intSize(a.dim(rank - 1));
        int size = dtype.byteSize();
        LaunchArguments arguments = launcher.begin();
        try {
            batches.of(a, b, output);
            for (long i = 0; i < batches.count(); i++) {
                arguments
                        .clear()
                        .int64(CudaBuffer.address(a) + batches.offset(0, i, -1) * size)
                        .int64(CudaBuffer.address(b) + batches.offset(1, i, -1) * size)
                        .int64(CudaBuffer.address(output) + batches.offset(2, i, -1) * size);
                matrix(a, arguments);
                matrix(b, arguments);
                matrix(output, arguments);
                arguments.int32(m).int32(n).int32(inner).float64(alpha).float64(beta);
                launcher.gpu().stream()
                        .launch(
                                "matmul",
                                function,
                                (n + TILE - 1) / TILE,
                                Math.min((m + TILE - 1) / TILE, MOST_BLOCKS_Y),
                                1,
                                TILE,
                                TILE,
                                0);
            }
        } finally {
            launcher.end();
        }
    }

    private static void matrix(View view, LaunchArguments arguments) {
        int rank = view.rank();
        arguments.struct().field64(view.stride(rank - 2)).field64(view.stride(rank - 1));
    }
}
