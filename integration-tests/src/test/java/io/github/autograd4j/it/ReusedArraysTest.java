package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.autograd4j.Device;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.nn.Activation;
import io.github.autograd4j.nn.Functional;
import io.github.autograd4j.nn.Linear;
import io.github.autograd4j.nn.Module;
import io.github.autograd4j.nn.Sequential;
import io.github.autograd4j.optim.Adam;
import io.github.autograd4j.optim.Optimizer;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** On the CPU a scope's arrays are used again by the next, and by nobody who could notice. */
class ReusedArraysTest {
    private static final int SIZE = 1 << 14;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Tensor numbers(float value) {
        return Tensor.full((double) value, SIZE);
    }

    @Test
    void aTrainingStepAllocatesNoArrays() {
        Module model = new Sequential(new Linear(256, 512), Activation.relu(), new Linear(512, 256));
        Optimizer optimizer = new Adam(model.parameters(), 1e-3);
        Tensor x = Tensor.randn(128, 256);
        // The step makes some 3 MiB of tensors; a single activation of [128, 256] has 128 KiB. Until the JIT has
        // compiled
        // them, vectors are objects too.
        long allocated = Long.MAX_VALUE;
        for (int step = 0; step < 2000 && allocated > 100 << 10; step++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try (Scope scope = Scope.open()) {
                optimizer.zeroGrad();
                Tensor loss = Functional.mseLoss(model.forward(x), x);
                loss.backward();
                optimizer.step();
                scope.keep(loss);
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).isLessThanOrEqualTo(100 << 10);
    }

    @Test
    void theArrayOfAClosedTensorServesTheNext() {
        Device cpu = Device.cpu();
        cpu.emptyCache();
        try (Scope scope = Scope.open()) {
            numbers(1).add(1);
            assertThat(scope.size()).isEqualTo(2);
        }
        assertThat(cpu.memoryStats().cached()).isEqualTo(2 * 4 * SIZE);
        try (Scope scope = Scope.open()) {
            numbers(3);
            assertThat(scope.size()).isEqualTo(1);
            assertThat(cpu.memoryStats().cached()).isEqualTo(4 * SIZE);
        }
        cpu.emptyCache();
        assertThat(cpu.memoryStats().cached()).isZero();
    }

    @Test
    void whatIsKeptIsNotUsedAgain() {
        Tensor kept;
        Tensor view;
        try (Scope scope = Scope.open()) {
            kept = scope.keep(numbers(1));
            view = scope.keep(numbers(2).slice(0, 0, 4));
        }
        try (Scope scope = Scope.open()) {
            numbers(7);
            numbers(8);
            assertThat(scope.size()).isEqualTo(2);
        }
        assertThat(kept.amax().item()).isEqualTo(1);
        assertThat(view.toFloatArray()).containsExactly(2, 2, 2, 2);
    }

    @Test
    void aGradientThatWasLookedAtStaysWhatItWas() {
        Tensor x = numbers(3).requiresGrad(true);
        Tensor seen;
        try (Scope scope = Scope.open()) {
            x.square().sum().backward();
            seen = scope.keep(x.grad());
        }
        x.zeroGrad();
        try (Scope scope = Scope.open()) {
            numbers(7).add(numbers(8));
            assertThat(scope.size()).isEqualTo(3);
        }
        assertThat(seen.amax().item()).isEqualTo(6);
        assertThat(x.grad()).isNull();
    }

    @Test
    void aGraphHoldsWhatItSavedBeyondTheScope() {
        Tensor x = numbers(3).requiresGrad(true);
        Tensor loss;
        try (Scope scope = Scope.open()) {
            loss = scope.keep(x.tanh().mul(x.sigmoid()).sum());
        }
        try (Scope scope = Scope.open()) {
            numbers(7).add(numbers(8)).mul(numbers(9));
            assertThat(scope.size()).isEqualTo(5);
        }
        loss.backward();
        double t = Math.tanh(3);
        double s = 1 / (1 + Math.exp(-3));
        assertThat(x.grad().amax().item())
                .isCloseTo((1 - t * t) * s + t * s * (1 - s), org.assertj.core.api.Assertions.offset(1e-6));
    }

    @Test
    void aTensorOfAClosedScopeIsRefused() {
        Tensor escaped;
        try (Scope scope = Scope.open()) {
            escaped = numbers(1);
            assertThat(scope.size()).isEqualTo(1);
        }
        assertThatThrownBy(escaped::sum)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was closed");
    }
}
