package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import io.github.autograd4j.Shape;
import io.github.autograd4j.Tensor;
import org.junit.jupiter.api.Test;

class CudaProviderTest {
    @Test
    void isDiscoveredAndRefusesByName() {
        assertThat(Device.diagnostics()).contains("cuda unavailable: ");
        assertThatThrownBy(() -> Tensor.zeros(Shape.of(2), DType.FLOAT32, Device.cuda(0)))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device: cuda:0 unavailable: ");
    }
}
