package io.github.autograd4j.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelsTest {
    @Test
    void takesTheVectorKernelsIfTheModuleIsThere() {
        KernelSet set = Kernels.choose(null);
        if (KernelSets.hasVectorModule()) {
            assertThat(set.name()).endsWith("-bit vector");
        } else {
            assertThat(set).isInstanceOf(ScalarKernelSet.class);
            assertThatThrownBy(() -> Kernels.choose("vector"))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("--add-modules jdk.incubator.vector");
        }
    }

    @Test
    void canBeToldToTakeTheScalarKernels() {
        assertThat(Kernels.choose("scalar")).isInstanceOf(ScalarKernelSet.class);
    }

    @Test
    void refusesOtherNames() {
        assertThatThrownBy(() -> Kernels.choose("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("autograd.cpu.kernels");
    }

    @Test
    void choosesOnce() {
        assertThat(Kernels.get()).isSameAs(Kernels.get());
    }
}
