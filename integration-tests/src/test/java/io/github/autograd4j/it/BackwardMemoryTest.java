package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Device;
import io.github.autograd4j.GraphException;
import io.github.autograd4j.OutOfDeviceMemoryException;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.testing.ReferenceDevice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backward pass on managed memory holds what the graph saved and a few cotangents, and users keep what they saw. */
@SuppressWarnings("try")
class BackwardMemoryTest {
    private static final Device REFERENCE = Device.of("reference");
    private static final long ELEMENTS = 1000;
    private static final long BYTES = 4 * ELEMENTS;

    private final Restore place = REFERENCE.use();
    private final Scope scope = Scope.open();
    private Tensor x;

    @BeforeEach
    void leaf() {
        x = Tensor.full(0.5, ELEMENTS).requiresGrad(true);
    }

    @AfterEach
    void close() {
        ReferenceDevice.failAllocations(1, 0);
        x.zeroGrad();
        scope.close();
        place.close();
    }

    private static long live() {
        return REFERENCE.memoryStats().live();
    }

    private Tensor chain(int length) {
        Tensor y = x;
        for (int i = 0; i < length; i++) {
            y = y.tanh();
        }
        return y.sum();
    }

    @Test
    void aChainNeedsAFewCotangentsAtATime() {
        Tensor loss = chain(50);
        long before = live();
        REFERENCE.resetPeakMemory();
        loss.backward();
        assertThat(REFERENCE.memoryStats().peak() - before).isLessThanOrEqualTo(3 * BYTES);
        assertThat(live() - before).isEqualTo(BYTES); // the gradient
    }

    @Test
    void savedTensorsGoAsTheyAreConsumed() {
        Tensor loss = Scope.tidy(() -> chain(50)); // no handles besides what the graph saved
        long before = live();
        loss.backward();
        assertThat(before - live()).isEqualTo(50 * BYTES - BYTES); // less the gradient
    }

    @Test
    void branchesAreAddedUpWithoutRemains() {
        Tensor loss = x.add(x).mul(x).add(x.sub(x.mul(2.0))).sum();
        long before = live();
        loss.backward();
        assertThat(live() - before).isEqualTo(BYTES);
        assertThat(x.grad().toFloatArray()).containsOnly(4 * 0.5f - 1);
    }

    @Test
    void oneCotangentForTwoLeavesIsNotShared() {
        Tensor other = Tensor.full(0.5, ELEMENTS).requiresGrad(true);
        x.add(other).sum().backward();
        x.grad().fillAssign(7);
        assertThat(other.grad().toFloatArray()).containsOnly(1);
        other.zeroGrad();
    }

    @Test
    void hooksAndFunctionsOfUsersKeepWhatTheySaw() {
        List<Tensor> seen = new ArrayList<>();
        Tensor middle = x.tanh();
        middle.registerHook(g -> {
            seen.add(g);
            return null;
        });
        Tensor doubled = Autograd.apply(
                "double",
                new Autograd.CustomFunction() {
                    @Override
                    public Tensor[] forward(Autograd.CustomContext context, Tensor... inputs) {
                        return new Tensor[] {inputs[0].mul(2.0)};
                    }

                    @Override
                    public Tensor[] backward(Autograd.CustomContext context, Tensor... g) {
                        Tensor gradient = g[0].mul(2.0);
                        seen.add(gradient);
                        return new Tensor[] {gradient};
                    }
                },
                middle)[0];
        doubled.square().sum().backward();
        assertThat(seen).hasSize(2).noneMatch(Tensor::isClosed);
        assertThat(seen.get(0).toFloatArray()).isEqualTo(seen.get(1).toFloatArray());
    }

    @Test
    void gradientsThatAreAskedForStayOpen() {
        Tensor middle = x.tanh();
        middle.retainGrad();
        Tensor y = middle.square();
        List<Tensor> gradients =
                Autograd.grad(List.of(y.sum()), List.of(y, middle, x), null, Autograd.GradOptions.DEFAULT);
        assertThat(gradients.get(0).toFloatArray()).containsOnly(1);
        assertThat(gradients.get(1).toFloatArray()).hasSize((int) ELEMENTS);
        assertThat(gradients.get(2).toFloatArray()).hasSize((int) ELEMENTS);
        assertThat(middle.grad().toFloatArray()).isEqualTo(gradients.get(1).toFloatArray());
    }

    @Test
    void aFailureGivesBackWhatWasOnItsWay() {
        for (int n = 1; n < 20; n++) {
            try (Scope step = Scope.open()) {
                Tensor loss = x.add(x).mul(x).tanh().sum();
                long before = live();
                ReferenceDevice.failAllocations(n, 2);
                try {
                    loss.backward();
                    break;
                } catch (OutOfDeviceMemoryException e) {
                    assertThat(live()).isLessThanOrEqualTo(before);
                    ReferenceDevice.failAllocations(1, 0);
                    if (n > 1) { // the root was passed; before that a second try is as good as the first
                        assertThatThrownBy(loss::backward)
                                .isInstanceOf(GraphException.class)
                                .hasMessageContaining("already differentiated");
                    }
                }
                x.zeroGrad();
            } finally {
                ReferenceDevice.failAllocations(1, 0);
            }
            assertThat(n).isLessThan(19);
        }
    }
}
