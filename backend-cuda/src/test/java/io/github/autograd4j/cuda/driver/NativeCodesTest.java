package io.github.autograd4j.cuda.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeCodesTest {
    @Test
    void namesTheCodesOfEachLibraryWithoutLoadingIt() {
        assertThat(NativeCodes.driver(100)).isEqualTo("100 CUDA_ERROR_NO_DEVICE");
        assertThat(NativeCodes.cublas(13)).isEqualTo("13 CUBLAS_STATUS_EXECUTION_FAILED");
    }
}
