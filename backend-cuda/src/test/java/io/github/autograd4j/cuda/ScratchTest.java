package io.github.autograd4j.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What kernels need besides their operands is memory of the device like any other. */
class ScratchTest {
    /** Sorted by merging, with two keys and two places of four bytes for each element besides the results. */
    private static final int LENGTH = 5_000;

    private static final long SCRATCH = 16L * LENGTH;
    private static final long RESULTS = 12L * LENGTH;

    private Device gpu;
    private Restore place;
    private Scope scope;
    private Tensor x;

    @BeforeEach
    void open() {
        TestGpu.require();
        gpu = Device.cuda(0);
        place = gpu.use();
        scope = Scope.open();
        x = Tensor.ones(LENGTH);
        settle();
    }

    @AfterEach
    void close() {
        if (scope != null) {
            gpu.memoryLimit(-1);
            scope.close();
            place.close();
        }
    }

    /** Memory that runs out makes garbage of other tests go, which would go at any time. */
    private void settle() {
        gpu.memoryLimit(0);
        assertThatThrownBy(() -> Tensor.ones(1L << 22)).isInstanceOf(OutOfDeviceMemoryException.class);
        gpu.memoryLimit(-1);
    }

    @Test
    void itCountsWhileItIsUsed() {
        long before = gpu.memoryStats().live();
        gpu.resetPeakMemory();
        x.sort(0, false);
        long results = gpu.memoryStats().live() - before;
        assertThat(results).isBetween(RESULTS, RESULTS + 1024);
        assertThat(gpu.memoryStats().peak() - before - results).isBetween(SCRATCH, SCRATCH + 512);
    }

    @Test
    void theLimitBoundsIt() {
        assumeThat(System.getProperty("autograd.memory.pool"))
                .as("blocks are pooled, so that memory may be at hand")
                .isEqualTo("false");
        long before = gpu.memoryStats().live();
        gpu.memoryLimit(before + RESULTS + SCRATCH / 2);
        assertThatThrownBy(() -> x.sort(0, false))
                .isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageStartingWith("sort: out of memory on cuda:0: uint8 x " + SCRATCH);
        assertThat(gpu.memoryStats().live()).isEqualTo(before);
        gpu.memoryLimit(before + RESULTS + SCRATCH);
        x.sort(0, false);
    }
}
