package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.Device;
import io.github.autograd4j.DeviceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaProviderTest {
    @TempDir
    Path folder;

    @Test
    void saysWhereItLookedWhenThereIsNoDriver() {
        CudaProvider provider = new CudaProvider(new DriverSearch("Linux", List.of(folder)));

        assertThat(provider.probe().count()).isZero();
        assertThat(provider.probe().reason()).contains("libcuda.so.1 not found").contains(folder.toString());
        assertThatThrownBy(() -> provider.open(0))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("libcuda.so.1 not found");
    }

    @Test
    void saysThatItHasNoKernelsWhenThereIsADriver() throws IOException {
        Files.createFile(folder.resolve("libcuda.so.1"));
        CudaProvider provider = new CudaProvider(new DriverSearch("Linux", List.of(folder)));

        assertThat(provider.probe().count()).isZero();
        assertThat(provider.probe().reason())
                .contains(folder.resolve("libcuda.so.1").toString())
                .contains("no kernels");
    }

    @Test
    void isDiscoveredAndRefusesByName() {
        assertThat(Device.diagnostics()).contains("cuda unavailable: ");
        assertThatThrownBy(() -> io.github.autograd4j.Tensor.zeros(
                        io.github.autograd4j.Shape.of(2), io.github.autograd4j.DType.FLOAT32, Device.cuda(0)))
                .isInstanceOf(DeviceException.class)
                .hasMessageStartingWith("device: cuda:0 unavailable: ");
    }
}
