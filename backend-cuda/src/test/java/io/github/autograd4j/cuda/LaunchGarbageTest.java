package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.autograd4j.DType;
import io.github.autograd4j.Shape;
import io.github.autograd4j.op.Formulas;
import io.github.autograd4j.op.PointwiseProgram;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many bytes of Java's heap a call of the backend takes. Bounds, not figures: compiled code takes less than
 * interpreted code.
 */
class LaunchGarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final PointwiseProgram ADD = Formulas.ADD.bind(DType.FLOAT32, DType.FLOAT32, DType.FLOAT32);
    private static final PointwiseProgram SCALE = Formulas.MUL_SCALAR.bind(DType.FLOAT32, DType.FLOAT32, null);
    private static final int[] LAST = {1};
    private static final double[] NONE = {};
    private static final double[] TWO = {2};
    private static final int CALLS = 200;

    private static CudaBackend backend;
    private static View matrix;
    private static View[] one;
    private static View[] matrices;
    private static View[] strided;
    private static View[] result;
    private static View row;

    @BeforeAll
    static void prepare() {
        backend = TestGpu.backend();
        matrix = view(16, 16);
        row = view(16);
        one = new View[] {matrix};
        matrices = new View[] {matrix, matrix};
        strided = new View[] {matrix, matrix.permute(1, 0)};
        result = new View[] {view(16, 16)};
    }

    private static View view(long... dims) {
        Shape shape = Shape.of(dims);
        return View.contiguous(backend.allocate(DType.FLOAT32, shape.numel()), DType.FLOAT32, shape);
    }

    enum Call {
        CONTIGUOUS(0, () -> backend.pointwise(ADD, NONE, matrices, result)),
        STRIDED(0, () -> backend.pointwise(ADD, NONE, strided, result)),
        SCALAR(0, () -> backend.pointwise(SCALE, TWO, one, result)),
        /** The pointers that JCuda wants. */
        COPY(80, () -> backend.copy(matrix, result[0])),
        ZERO(40, () -> backend.fill(0, result[0])),
        MATMUL(400, () -> backend.matmul(matrix, matrix, result[0], 1, 0)),
        /** The plan. */
        REDUCE(500, () -> backend.reduce(ReduceOp.SUM, null, NONE, result, LAST, row));

        private final long most;
        private final Runnable call;

        Call(long most, Runnable call) {
            this.most = most;
            this.call = call;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isBounded(Call call) {
        repeat(call);
        assertThat(repeat(call)).as("bytes a call").isLessThanOrEqualTo(call.most);
    }

    private static long repeat(Call call) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            call.call.run();
        }
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }
}
