package io.github.autograd4j.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.DType;
import io.github.autograd4j.Device;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.spi.MemoryStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The core's cache of device memory: what it reuses, joins and gives back. */
class PooledMemoryTest {
    private static final long MIB = 1L << 20;
    private static final Device POOLED = Device.of("pooled");

    private Restore place;
    private long before;

    @BeforeEach
    void use() {
        place = POOLED.use();
        POOLED.emptyCache();
        POOLED.resetPeakMemory();
        before = POOLED.memoryStats().live();
    }

    @AfterEach
    void restore() {
        PooledDevice.MEMORY.capacity(Long.MAX_VALUE);
        POOLED.memoryLimit(-1);
        place.close();
        assertThat(POOLED.memoryStats().live()).isEqualTo(before);
    }

    private static Tensor bytes(long count) {
        return Tensor.zeros(DType.UINT8, count);
    }

    private MemoryStats stats() {
        MemoryStats stats = POOLED.memoryStats();
        assertThat(stats.live() + stats.cached()).isEqualTo(PooledDevice.MEMORY.taken());
        return new MemoryStats(stats.live() - before, stats.cached(), stats.peak() - before, stats.limit());
    }

    @Test
    void smallTensorsShareASegment() {
        int segments = PooledDevice.MEMORY.segments();
        Tensor a = bytes(1);
        Tensor b = bytes(513);
        assertThat(stats().live()).isEqualTo(3 * 512);
        assertThat(PooledDevice.MEMORY.segments()).isLessThanOrEqualTo(segments + 1);
        a.close();
        b.close();
        assertThat(stats().live()).isZero();
        assertThat(stats().peak()).isEqualTo(3 * 512);
    }

    @Test
    void whatWasGivenBackIsJoinedAndReused() {
        Tensor[] parts = new Tensor[40];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = bytes(500_000);
        }
        long taken = PooledDevice.MEMORY.taken();
        // Every other one first, so that the rest has free neighbours on both sides.
        for (int i = 0; i < parts.length; i += 2) {
            parts[i].close();
        }
        for (int i = 1; i < parts.length; i += 2) {
            parts[i].close();
        }
        for (int i = 0; i < parts.length / 2; i++) {
            parts[i] = bytes(MIB);
        }
        assertThat(PooledDevice.MEMORY.taken()).isEqualTo(taken);
        for (int i = 0; i < parts.length / 2; i++) {
            parts[i].close();
        }
        POOLED.emptyCache();
        assertThat(stats().cached()).isLessThan(2 * MIB);
    }

    @Test
    void largeTensorsHaveSegmentsOfTheirOwn() {
        Tensor large = bytes(11 * MIB);
        assertThat(stats().live()).isEqualTo(12 * MIB); // segments are multiples of 2 MiB; 1 MiB is not worth splitting
        large.close();
        Tensor again = bytes(12 * MIB);
        assertThat(stats().live()).isEqualTo(12 * MIB);
        assertThat(stats().cached()).isLessThan(2 * MIB);
        again.close();
    }

    @Test
    void theLimitHoldsAfterTheCacheWasGivenUp() {
        bytes(20 * MIB).close();
        POOLED.memoryLimit(PooledDevice.MEMORY.taken() + 4 * MIB);
        Tensor fits = bytes(22 * MIB);
        assertThatThrownBy(() -> bytes(4 * MIB))
                .isInstanceOf(OutOfDeviceMemoryException.class)
                .hasMessageContaining("full: out of memory on pooled:0: uint8 x 4194304, 4.0 MiB, wanted (")
                .hasMessageContaining("held by full 22.0 MiB in 1")
                .hasMessageContaining("limit of");
        fits.close();
        bytes(4 * MIB).close();
    }

    @Test
    void aFullDeviceGetsSegmentsBack() {
        bytes(3 * MIB).close(); // 20 MiB are cached now
        PooledDevice.MEMORY.capacity(PooledDevice.MEMORY.taken());
        Tensor large = bytes(15 * MIB);
        Tensor small = bytes(3 * MIB); // from the 20 MiB, or a segment of just its size
        assertThatThrownBy(() -> bytes(8 * MIB)).isInstanceOf(OutOfDeviceMemoryException.class);
        small.close();
        large.close();
        bytes(8 * MIB).close();
    }

    @Test
    @SuppressWarnings("try")
    void aTrainingStepReusesTheMemoryOfTheOneBefore() {
        Tensor w = Tensor.ones(200, 200).requiresGrad(true);
        long taken = 0;
        for (int step = 0; step < 5; step++) {
            try (Scope scope = Scope.open()) {
                w.zeroGrad();
                w.matmul(w).tanh().square().sum().backward();
            }
            if (step == 1) {
                taken = PooledDevice.MEMORY.taken();
            }
        }
        assertThat(PooledDevice.MEMORY.taken()).isEqualTo(taken);
        w.zeroGrad();
        w.close();
    }
}
