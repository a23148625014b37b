package io.github.autograd4j.cuda.driver;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import java.nio.ByteBuffer;
import jcuda.Pointer;
import jcuda.cudaDataType;
import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasComputeType;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;
import jcuda.jcublas.cublasOperation;
import jcuda.jcublas.cublasStatus;
import jcuda.runtime.cudaStream_t;

/** Matrix products by cuBLAS, on the main stream of a device. Used while the device's lock is held. */
public final class Blas implements AutoCloseable {
    /** What NVIDIA recommends from compute capability 9.0 on, and before. */
    private static final long WORKSPACE_90 = 32L << 20;

    private static final long WORKSPACE = 4L << 20;

    /** CUBLAS_GEMM_DEFAULT. */
    private static final int ANY_ALGORITHM = -1;

    /**
     * A stack of matrices as BLAS wants it, column by column.
     *
     * @param address the first element
     * @param transposed whether the operand is the transposed of what lies there
     * @param leading the distance between columns
     * @param step the distance between matrices
     */
    public record Operand(long address, boolean transposed, int leading, long step) {
        int operation() {
            return transposed ? cublasOperation.CUBLAS_OP_T : cublasOperation.CUBLAS_OP_N;
        }
    }

    private final Gpu gpu;
    private final cublasHandle handle = new cublasHandle();
    private final PinnedMemory factors;
    private final Pointer alpha;
    private final Pointer beta;
    private final long workspace;

    /**
     * Starts cuBLAS, whose native is loaded.
     *
     * @param gpu the device
     */
    public Blas(Gpu gpu) {
        this.gpu = gpu;
        JCublas2.setExceptionsEnabled(false);
        gpu.enter();
        try {
            create();
            factors = new PinnedMemory(gpu, 16);
            alpha = Addresses.host(factors.address());
            beta = Addresses.host(factors.address() + 8);
            long size = gpu.properties().major() >= 9 ? WORKSPACE_90 : WORKSPACE;
            workspace = gpu.allocate(size);
            check(JCublas2.cublasSetStream(handle, new cudaStream_t(gpu.stream().handle)), "cublasSetStream");
            check(JCublas2.cublasSetWorkspace(handle, Addresses.device(workspace), size), "cublasSetWorkspace");
            // Sums of half types are float32 sums also where several blocks share one.
            int mode = cublasMath.CUBLAS_DEFAULT_MATH | cublasMath.CUBLAS_MATH_DISALLOW_REDUCED_PRECISION_REDUCTION;
            check(JCublas2.cublasSetMathMode(handle, mode), "cublasSetMathMode");
        } catch (Throwable e) {
            close();
            throw e;
        } finally {
            gpu.exit();
        }
    }

    /**
     * Enqueues c = alpha · a · b + beta · c for each of a stack of matrices, all column by column.
     *
     * @param dtype the floating type of a and b; half types are summed in float32
     * @param result the type of c: the same, or float32 for half types
     * @param fast whether float32 may be rounded to TensorFloat-32
     * @param m rows of a and c
     * @param n columns of b and c
     * @param k columns of a and rows of b
     * @param a the first operand
     * @param b the second operand
     * @param c the result, not transposed
     * @param batch how many matrices
     * @param alphaValue alpha
     * @param betaValue beta; if 0 the old contents do not matter
     */
    public void multiply(
            DType dtype,
            DType result,
            boolean fast,
            int m,
            int n,
            int k,
            Operand a,
            Operand b,
            Operand c,
            int batch,
            double alphaValue,
            double betaValue) {
        ByteBuffer memory = factors.bytes();
        if (dtype == DType.FLOAT64) {
            memory.putDouble(0, alphaValue).putDouble(8, betaValue);
        } else {
            memory.putFloat(0, (float) alphaValue).putFloat(8, (float) betaValue);
        }
        int type = type(dtype);
        int compute = dtype == DType.FLOAT64
                ? cublasComputeType.CUBLAS_COMPUTE_64F
                : fast && dtype == DType.FLOAT32
                        ? cublasComputeType.CUBLAS_COMPUTE_32F_FAST_TF32
                        : cublasComputeType.CUBLAS_COMPUTE_32F;
        gpu.faults.launched("matmul", "cublasGemmEx");
        int code = batch == 1
                ? JCublas2.cublasGemmEx_new(
                        handle,
                        a.operation(),
                        b.operation(),
                        m,
                        n,
                        k,
                        alpha,
                        Addresses.device(a.address),
                        type,
                        a.leading,
                        Addresses.device(b.address),
                        type,
                        b.leading,
                        beta,
                        Addresses.device(c.address),
                        type(result),
                        c.leading,
                        compute,
                        ANY_ALGORITHM)
                : JCublas2.cublasGemmStridedBatchedEx_new(
                        handle,
                        a.operation(),
                        b.operation(),
                        m,
                        n,
                        k,
                        alpha,
                        Addresses.device(a.address),
                        type,
                        a.leading,
                        a.step,
                        Addresses.device(b.address),
                        type,
                        b.leading,
                        b.step,
                        beta,
                        Addresses.device(c.address),
                        type(result),
                        c.leading,
                        c.step,
                        batch,
                        compute,
                        ANY_ALGORITHM);
        check(code, "matmul");
    }

    private static int type(DType dtype) {
        return switch (dtype) {
            case FLOAT16 -> cudaDataType.CUDA_R_16F;
            case BFLOAT16 -> cudaDataType.CUDA_R_16BF;
            case FLOAT32 -> cudaDataType.CUDA_R_32F;
            case FLOAT64 -> cudaDataType.CUDA_R_64F;
            default -> throw new IllegalArgumentException("matmul: cuBLAS has no " + dtype);
        };
    }

    /** The answer to too little memory is that cuBLAS is not initialized: nothing else of it tells the two apart. */
    private void create() {
        int code = JCublas2.cublasCreate(handle);
        if (code == cublasStatus.CUBLAS_STATUS_NOT_INITIALIZED) {
            gpu.stream().checkHealth("cublasCreate");
            throw new OutOfDeviceMemoryException(
                    message(code, "cublasCreate") + ", as it says when memory is short: " + gpu.memory());
        }
        check(code, "cublasCreate");
    }

    private void check(int code, String op) {
        if (code == cublasStatus.CUBLAS_STATUS_SUCCESS) {
            return;
        }
        // Where an earlier kernel has failed cuBLAS fails too, with codes of its own that hide it.
        gpu.stream().checkHealth(op);
        String message = message(code, op);
        throw code == cublasStatus.CUBLAS_STATUS_ALLOC_FAILED
                ? new OutOfDeviceMemoryException(message)
                : new DeviceException(message);
    }

    private String message(int code, String op) {
        return op + ": cuda:" + gpu.ordinal() + ": cuBLAS: " + NativeCodes.cublas(code);
    }

    /** Lets go of cuBLAS and its memory, or of as much as there is when the constructor fails. */
    @Override
    public void close() {
        if (gpu.usable() && Addresses.of(handle) != 0) {
            JCublas2.cublasDestroy(handle);
        }
        if (factors != null) {
            factors.close();
        }
        if (workspace != 0) {
            gpu.free(workspace);
        }
    }
}
