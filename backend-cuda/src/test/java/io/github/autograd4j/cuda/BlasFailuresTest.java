package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Changed;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.cuda.driver.Gpu;
import io.github.autograd4j.cuda.driver.GpuEvent;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.View;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said where cuBLAS fails for reasons that are not its own. */
class BlasFailuresTest {
    private CudaBackend backend;
    private View a;
    private View b;

    @BeforeEach
    void open() {
        backend = TestGpu.another();
        a = ones();
        b = ones();
    }

    @AfterEach
    void close() {
        EmulatorControl.forgetFailures();
        backend.close();
    }

    private View ones() {
        View view = View.contiguous(backend.allocate(DType.FLOAT32, 4), DType.FLOAT32, Shape.of(2, 2));
        backend.fill(1, view);
        return view;
    }

    @Test
    @SuppressWarnings("try")
    void aKernelThatFailedBeforeIsNotTakenForAFailureOfTheProduct() {
        backend.matmul(a, a, b, 1, 0);
        Gpu gpu = backend.launcher().gpu();
        try (Changed deferred = EmulatorControl.with(Setting.DEFERRED, 1);
                GpuEvent event = new GpuEvent(gpu, false)) {
            EmulatorControl.set(Setting.FAIL_LAUNCH, 1);
            backend.fill(2, a);
            gpu.enter();
            gpu.stream().record(event);
            gpu.exit();
            assertThat(event.reached()).isFalse(); // the kernel has run, and nobody was told
            assertThatThrownBy(() -> backend.matmul(a, a, b, 1, 0))
                    .isInstanceOf(DeviceException.class)
                    .hasMessageContaining("CUDA_ERROR_LAUNCH_FAILED (719)")
                    .hasMessageContaining("before it fill (pointwise_fill)");
            assertThatThrownBy(backend::synchronize).hasMessageContaining("the device is lost since an earlier error");
        }
    }

    @Test
    void aStartWithoutMemoryIsOutOfMemoryAndMayBeTriedAgain() {
        EmulatorControl.set(Setting.FAIL_ALLOCATION, 1);
        assertThatThrownBy(() -> backend.matmul(a, a, b, 1, 0))
                .isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageContaining("cublasCreate: cuda:0: cuBLAS: 1 CUBLAS_STATUS_NOT_INITIALIZED")
                .hasMessageContaining("bytes free");

        backend.matmul(a, a, b, 1, 0);
        float[] product = new float[4];
        backend.download(b, new HostArray(DType.FLOAT32, product, 0, 4));
        assertThat(product).containsOnly(2);
    }
}
