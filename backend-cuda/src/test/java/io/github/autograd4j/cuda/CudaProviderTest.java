package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.cuda.driver.GpuProperties;
import org.junit.jupiter.api.Test;

class CudaProviderTest {
    @Test
    void isDiscoveredAndRefusesWhatIsNotThere() {
        assertThat(Device.diagnostics()).contains("cuda");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2), DType.FLOAT32, Device.cuda(99)))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device: cuda:99 unavailable: ");
    }

    @Test
    void refusesDevicesThatKernelsAreNotCompiledFor() {
        GpuProperties old = new GpuProperties("Tesla V100", 7, 0, 80, 1L << 34);
        GpuProperties recent = new GpuProperties("Tesla T4", 7, 5, 40, 1L << 34);
        assertThat(CudaProvider.unfit(old, 50)).isEqualTo("Tesla V100 has compute capability 7.0, 7.5 is needed");
        assertThat(CudaProvider.unfit(recent, 50)).isNull();
        assertThat(CudaProvider.unfit(recent, 75)).isNull();
        assertThat(CudaProvider.unfit(recent, 80)).endsWith("7.5, 8.0 is needed");
    }

    @Test
    void offersTheDevicesOfTheDriver() {
        CudaBackend backend = TestGpu.backend();

        assertThat(new CudaProvider().probe().count()).isPositive();
        assertThat(backend.info().managedMemory()).isTrue();
        assertThat(backend.info().totalMemory()).isPositive();
        assertThat(backend.info().detail()).startsWith("compute capability ");
    }
}
