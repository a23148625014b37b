package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.cuda.driver.EmulatorControl;
import io.github.autograd4j.cuda.driver.EmulatorControl.Changed;
import io.github.autograd4j.cuda.driver.EmulatorControl.Counter;
import io.github.autograd4j.cuda.driver.EmulatorControl.Setting;
import io.github.autograd4j.spi.HostArray;
import io.github.autograd4j.spi.ReduceOp;
import io.github.autograd4j.spi.View;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device gives back; another backend keeps the context, as other users of CUDA would. */
class CudaBackendCloseTest {
    private static final List<Counter> TAKEN = List.of(
            Counter.CONTEXTS,
            Counter.STREAMS,
            Counter.EVENTS,
            Counter.MODULES,
            Counter.PINNED_BYTES,
            Counter.LIVE_ALLOCATIONS);

    private Map<Counter, Long> before;

    private static Map<Counter, Long> taken() {
        Map<Counter, Long> taken = new EnumMap<>(Counter.class);
        TAKEN.forEach(counter -> taken.put(counter, EmulatorControl.get(counter)));
        return taken;
    }

    @BeforeEach
    void count() {
        TestGpu.another().close(); // and skips where there is no emulator
        TestGpu.backend().synchronize();
        before = taken();
    }

    @AfterEach
    void forget() {
        EmulatorControl.forgetFailures();
    }

    private static View floats(CudaBackend backend, int count) {
        return View.contiguous(backend.allocate(DType.FLOAT32, count), DType.FLOAT32, Shape.of(count));
    }

    /** Something of everything that takes anything of the driver's. */
    private static void use(CudaBackend backend) {
        int count = 1 << 15;
        View x = floats(backend, count);
        View sum = floats(backend, 1);
        View square = x.reshape(Shape.of(1 << 7, 1 << 8));
        HostArray numbers = HostArray.allocate(DType.FLOAT32, count);
        backend.upload(numbers, x);
        backend.uploadBeside(numbers, x).join();
        backend.fill(1, x);
        backend.reduce(ReduceOp.SUM, null, new double[0], new View[] {x}, new int[] {0}, sum.reshape(Shape.of()));
        View product = floats(backend, 1 << 14);
        backend.matmul(square, square.permute(1, 0), product.reshape(Shape.of(1 << 7, 1 << 7)), 1, 0);
        backend.download(x, numbers);
        for (View view : new View[] {x, sum, product}) {
            backend.free(view.buffer());
        }
    }

    @Test
    void allIsGivenBack() {
        CudaBackend backend = TestGpu.another();
        use(backend);
        assertThat(EmulatorControl.get(Counter.MODULES)).isGreaterThan(before.get(Counter.MODULES));
        backend.close();
        assertThat(taken()).isEqualTo(before);
        backend.close();
        assertThat(taken()).isEqualTo(before);
    }

    @Test
    @SuppressWarnings("try")
    void whatWorkUsesIsGivenBackAfterIt() {
        CudaBackend backend = TestGpu.another();
        View x = floats(backend, 1000);
        View y = View.contiguous(TestGpu.backend().allocate(DType.FLOAT32, 1000), DType.FLOAT32, Shape.of(1000));
        try (Changed deferred = EmulatorControl.with(Setting.DEFERRED, 1)) {
            backend.upload(HostArray.allocate(DType.FLOAT32, 1000), y);
            backend.fill(1, x);
            backend.close();
        }
        float[] values = new float[1000];
        TestGpu.backend().download(y, new HostArray(DType.FLOAT32, values, 0, 1000)); // the context is not lost
        assertThat(values).containsOnly(0);
    }

    @Test
    void aLostDeviceClosesCleanly() {
        CudaBackend backend = TestGpu.another();
        use(backend);
        View x = floats(backend, 1000);
        EmulatorControl.set(Setting.FAIL_LAUNCH, 1);
        assertThatThrownBy(() -> backend.fill(2, x)).isInstanceOf(DeviceException.class);
        assertThatCode(() -> backend.free(x.buffer())).doesNotThrowAnyException();
        assertThatCode(backend::close).doesNotThrowAnyException();
        assertThat(EmulatorControl.get(Counter.CONTEXTS)).isEqualTo(before.get(Counter.CONTEXTS));
    }

    @Test
    @SuppressWarnings("try")
    void aDeviceFoundLostWhenItClosesClosesCleanly() {
        CudaBackend backend = TestGpu.another();
        use(backend);
        View x = floats(backend, 1000);
        try (Changed deferred = EmulatorControl.with(Setting.DEFERRED, 1)) {
            EmulatorControl.set(Setting.FAIL_LAUNCH, 1);
            backend.fill(2, x);
            assertThatCode(backend::close).doesNotThrowAnyException();
        }
        assertThat(EmulatorControl.get(Counter.CONTEXTS)).isEqualTo(before.get(Counter.CONTEXTS));
    }

    @Test
    void aDeviceThatDoesNotStartLeavesNothing() {
        int failures = 0;
        for (CudaBackend backend = null; backend == null; ) {
            EmulatorControl.set(Setting.FAIL_PINNED, failures + 1);
            try {
                backend = TestGpu.another();
                backend.close();
            } catch (OutOfDeviceMemoryException e) {
                failures++;
            }
            EmulatorControl.set(Setting.FAIL_PINNED, 0);
            assertThat(taken()).isEqualTo(before);
        }
        assertThat(failures).isGreaterThanOrEqualTo(2);
    }
}
